from django.db import migrations, models

from smartkhata.core import rls


class Migration(migrations.Migration):
    dependencies = [("notifications", "0016_openings")]

    operations = [
        migrations.AddField(
            model_name="preference", name="is_wrong_email", field=models.BooleanField(default=False)
        ),
        # For the function that says which customers a proven phone opens (portal).
        rls.ForJobs("preference"),
    ]
