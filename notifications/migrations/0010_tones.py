from django.db import migrations, models


class Migration(migrations.Migration):
    """What is sent later keeps its tone; a message that goes again keeps the owner's own words."""

    dependencies = [("notifications", "0009_suspects")]

    operations = [
        migrations.AddField(
            model_name="scheduledsend",
            name="template",
            field=models.CharField(default="default", max_length=10),
        ),
        migrations.AddField(
            model_name="notification",
            name="own_words",
            field=models.CharField(blank=True, help_text="What the owner added.", max_length=1000),
        ),
    ]
