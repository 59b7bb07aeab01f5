from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("invoicing", "0007_agreements"),
    ]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="saved_in",
            field=models.UUIDField(null=True),
        ),
    ]
