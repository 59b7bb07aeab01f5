from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("invoicing", "0012_method_words")]

    operations = [
        migrations.AddField(model_name="draft", name="issued_on", field=models.DateField(null=True)),
        migrations.AddField(
            model_name="quote", name="place_reason", field=models.CharField(blank=True, max_length=120)
        ),
    ]
