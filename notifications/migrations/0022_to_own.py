from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0021_suspects_by_shop")]

    operations = [
        migrations.AddField(
            model_name="notification", name="to_own", field=models.BooleanField(default=False)
        )
    ]
