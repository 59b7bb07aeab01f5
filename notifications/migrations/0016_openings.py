from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0015_refused")]

    operations = [
        migrations.AddField(
            model_name="deliveryevent",
            name="is_own",
            field=models.BooleanField(
                default=False, help_text="Seen by our own page or picture, told by no provider."
            ),
        ),
        migrations.AddField(
            model_name="notification",
            name="times_seen",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="notification",
            name="last_seen_at",
            field=models.DateTimeField(null=True),
        ),
    ]
