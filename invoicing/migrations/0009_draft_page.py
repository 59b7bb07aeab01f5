from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("invoicing", "0008_drafter_calls"),
    ]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="saved_in",
            field=models.UUIDField(null=True),
        ),
    ]
