from django.db import migrations, models

NAMED = (
    "'status', 'paid', 'credited', 'notes', 'email', 'first_sent_at', 'void_reason', 'voided_at', 'party_id', "
    "'issued_to'"
)
# What eTIMS gave is copied onto the invoice after it was issued; no money is touched by it.
FROZEN = """
DROP TRIGGER issued_is_immutable ON invoicing_invoice;
CREATE TRIGGER issued_is_immutable BEFORE UPDATE OR DELETE ON invoicing_invoice FOR EACH ROW
    EXECUTE FUNCTION invoicing_frozen_but({});
"""


class Migration(migrations.Migration):
    dependencies = [("invoicing", "0013_quote_place_and_draft_date")]

    operations = [
        migrations.AddField(model_name="invoice", name="etims", field=models.JSONField(default=dict)),
        migrations.AddField(
            model_name="invoice", name="revision", field=models.PositiveSmallIntegerField(default=0)
        ),
        migrations.AlterField(
            model_name="correction",
            name="field",
            field=models.CharField(
                choices=[("email", "Email"), ("notes", "Notes"), ("etims", "Etims")], max_length=8
            ),
        ),
        migrations.RunSQL(FROZEN.format(f"{NAMED}, 'etims', 'revision'"), FROZEN.format(NAMED)),
    ]
