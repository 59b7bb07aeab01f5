from decimal import Decimal

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_shop_look"),
    ]

    operations = [
        migrations.AddField(
            model_name="business",
            name="write_off_limit",
            field=models.DecimalField(decimal_places=2, default=Decimal("1.00"), max_digits=6),
        ),
    ]
