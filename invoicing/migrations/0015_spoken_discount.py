from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("invoicing", "0014_etims")]

    operations = [
        migrations.AddField(
            "draft", "discount_percent", models.DecimalField(decimal_places=2, max_digits=5, null=True)
        ),
        migrations.AlterField("draft", "ai_model", models.CharField(blank=True, max_length=120)),
        migrations.AlterField("draftercall", "drafter", models.CharField(blank=True, max_length=120)),
    ]
