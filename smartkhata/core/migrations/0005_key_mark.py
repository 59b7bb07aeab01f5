from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_write_off_limit"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeyMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("mark", models.CharField(max_length=64)),
            ],
        ),
    ]
