from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_key_mark"),
    ]

    operations = [
        migrations.AddField(
            model_name="business",
            name="signature_id",
            field=models.UUIDField(blank=True, help_text="A StoredFile of this shop.", null=True),
        ),
    ]
