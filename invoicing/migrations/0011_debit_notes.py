import django.db.models.deletion
from django.db import migrations, models

from smartkhata.core import rls


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_key_mark"),
        ("customers", "0008_debit_notes"),
        ("invoicing", "0010_quotes"),
    ]

    operations = [
        migrations.AddField(
            model_name="invoice",
            name="against",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="debit_notes",
                to="invoicing.invoice",
            ),
        ),
        migrations.AddField(
            model_name="invoice",
            name="kind",
            field=models.CharField(
                choices=[("invoice", "Invoice"), ("debit_note", "Debit Note")],
                default="invoice",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="invoice",
            name="reason",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(
                condition=models.Q(("against__isnull", False)),
                fields=["business", "against"],
                name="debit_notes_of_invoice",
            ),
        ),
        rls.KeepInside("invoice", field="against"),
    ]
