from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_stored_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="business",
            name="colour",
            field=models.CharField(
                blank=True, help_text="#rrggbb; dark enough for white text.", max_length=7
            ),
        ),
        migrations.AddField(
            model_name="business",
            name="logo_id",
            field=models.UUIDField(blank=True, help_text="A StoredFile of this shop.", null=True),
        ),
    ]
