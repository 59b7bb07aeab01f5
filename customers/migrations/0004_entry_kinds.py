from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0003_search"),
    ]

    operations = [
        migrations.AlterField(
            model_name="ledgerentry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("opening", "Opening"),
                    ("gave", "Gave"),
                    ("got", "Got"),
                    ("invoice", "Invoice"),
                    ("void", "Void"),
                    ("credit_note", "Credit Note"),
                    ("write_off", "Write Off"),
                    ("payment", "Payment"),
                    ("tax_withheld", "Tax Withheld"),
                    ("reversal", "Reversal"),
                    ("refund", "Refund"),
                    ("invoice_out", "Invoice Out"),
                    ("payment_out", "Payment Out"),
                ],
                max_length=12,
            ),
        ),
    ]
