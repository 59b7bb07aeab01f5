from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_signature"),
    ]

    operations = [
        migrations.AddField(
            model_name="business",
            name="over_limit",
            field=models.CharField(
                choices=[("warn", "warn"), ("block", "block")], default="warn", max_length=5
            ),
        ),
    ]
