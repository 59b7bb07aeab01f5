from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0014_in_turn")]

    operations = [
        migrations.AddField(model_name="preference", name="refused", field=models.JSONField(default=list))
    ]
