import uuid

import django.core.serializers.json
import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

import smartkhata.core.tenancy
from smartkhata.core import rls

KEYS = """
ALTER TABLE invoicing_allocation ADD CONSTRAINT invoicing_allocation_credit_note_id_tenant_fk
    FOREIGN KEY (business_id, credit_note_id) REFERENCES invoicing_creditnote (business_id, id)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE invoicing_invoice ADD CONSTRAINT invoicing_invoice_series_id_tenant_fk
    FOREIGN KEY (business_id, series_id) REFERENCES invoicing_numberseries (business_id, id)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE invoicing_payment ADD CONSTRAINT invoicing_payment_series_id_tenant_fk
    FOREIGN KEY (business_id, series_id) REFERENCES invoicing_numberseries (business_id, id)
    DEFERRABLE INITIALLY DEFERRED;
"""
# A column that a later migration adds is frozen by itself; only these change after the issue. An issued document
# may find its customer (or a customer turn out to be another one); whom it was issued to stays on record.
FROZEN = """
CREATE FUNCTION invoicing_frozen_but() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    old_row jsonb = to_jsonb(OLD);
    new_row jsonb = to_jsonb(NEW);
BEGIN
    IF TG_OP = 'UPDATE' AND old_row - TG_ARGV = new_row - TG_ARGV AND (
        NOT old_row ? 'issued_to' OR coalesce(old_row ->> 'issued_to', old_row ->> 'party_id')
            = coalesce(new_row ->> 'issued_to', new_row ->> 'party_id'))
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is issued: % of % refused', OLD.number, TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
DROP TRIGGER issued_is_immutable ON invoicing_invoice;
DROP FUNCTION invoicing_issued_is_immutable();
CREATE TRIGGER issued_is_immutable BEFORE UPDATE OR DELETE ON invoicing_invoice FOR EACH ROW
    EXECUTE FUNCTION invoicing_frozen_but('status', 'paid', 'credited', 'notes', 'email', 'first_sent_at',
        'void_reason', 'voided_at', 'party_id', 'issued_to');
DROP TRIGGER append_only ON invoicing_payment;
DROP FUNCTION invoicing_only_the_party_may_change();
CREATE TRIGGER issued_is_immutable BEFORE UPDATE OR DELETE ON invoicing_payment FOR EACH ROW
    EXECUTE FUNCTION invoicing_frozen_but('reversed_on', 'reversal', 'reversal_reason', 'party_id');
CREATE TRIGGER issued_is_immutable BEFORE UPDATE OR DELETE ON invoicing_creditnote FOR EACH ROW
    EXECUTE FUNCTION invoicing_frozen_but('party_id');
CREATE TRIGGER issued_is_immutable BEFORE UPDATE OR DELETE ON invoicing_refund FOR EACH ROW
    EXECUTE FUNCTION invoicing_frozen_but('party_id');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_stored_files"),
        ("customers", "0004_entry_kinds"),
        ("invoicing", "0003_items"),
    ]

    operations = [
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("invoice", "Invoice"),
                            ("credit_note", "Credit Note"),
                            ("debit_note", "Debit Note"),
                            ("receipt", "Receipt"),
                            ("refund", "Refund"),
                        ],
                        max_length=12,
                    ),
                ),
                ("year", models.CharField(blank=True, max_length=5)),
                ("prefix", models.CharField(max_length=10)),
                ("width", models.PositiveSmallIntegerField()),
                ("first", models.PositiveBigIntegerField(default=1)),
                ("value", models.PositiveBigIntegerField(default=0)),
                (
                    "business",
                    models.ForeignKey(
                        db_index=False,
                        default=smartkhata.core.tenancy.current_business_id,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.business",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "number series",
                "abstract": False,
                "base_manager_name": "across",
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("across", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("field", models.CharField(choices=[("email", "Email"), ("notes", "Notes")], max_length=8)),
                ("before", models.TextField(blank=True)),
                ("after", models.TextField(blank=True)),
                ("by_id", models.UUIDField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "business",
                    models.ForeignKey(
                        db_index=False,
                        default=smartkhata.core.tenancy.current_business_id,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.business",
                    ),
                ),
                (
                    "invoice",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="invoicing.invoice",
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
                "abstract": False,
                "base_manager_name": "across",
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("across", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="CreditNote",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.CharField(max_length=16)),
                ("number_key", models.CharField(max_length=16)),
                ("serial", models.PositiveBigIntegerField()),
                ("title", models.CharField(max_length=40)),
                ("currency", models.CharField(max_length=3)),
                ("issued_on", models.DateField()),
                ("reason", models.CharField(max_length=200)),
                ("place_of_supply", models.CharField(blank=True, max_length=2)),
                ("seller", models.JSONField()),
                ("buyer", models.JSONField()),
                ("subtotal", models.DecimalField(decimal_places=2, max_digits=14)),
                ("discount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("tax", models.DecimalField(decimal_places=2, max_digits=14)),
                ("tax_lines", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("tax_inclusive", models.BooleanField(default=False)),
                ("round_off", models.DecimalField(decimal_places=2, max_digits=14)),
                ("total", models.DecimalField(decimal_places=2, max_digits=14)),
                ("seal", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField()),
                ("created_by_id", models.UUIDField(null=True)),
                (
                    "business",
                    models.ForeignKey(
                        db_index=False,
                        default=smartkhata.core.tenancy.current_business_id,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.business",
                    ),
                ),
                (
                    "invoice",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_notes",
                        to="invoicing.invoice",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_notes",
                        to="customers.party",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="invoicing.numberseries",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "across",
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("across", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="CreditNoteLine",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("description", models.CharField(max_length=300)),
                ("hsn", models.CharField(blank=True, max_length=8)),
                ("quantity", models.DecimalField(decimal_places=3, max_digits=13)),
                ("unit", models.CharField(blank=True, max_length=20)),
                ("rate", models.DecimalField(decimal_places=2, max_digits=14)),
                ("discount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("tax_rate", models.DecimalField(decimal_places=2, max_digits=5)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("by_amount", models.BooleanField(default=False)),
                (
                    "business",
                    models.ForeignKey(
                        db_index=False,
                        default=smartkhata.core.tenancy.current_business_id,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.business",
                    ),
                ),
                (
                    "credit_note",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="invoicing.creditnote",
                    ),
                ),
                (
                    "invoice_line",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credited",
                        to="invoicing.invoiceline",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "abstract": False,
                "base_manager_name": "across",
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("across", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Refund",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.CharField(max_length=20)),
                ("serial", models.PositiveBigIntegerField()),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("currency", models.CharField(max_length=3)),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("cash", "Cash"),
                            ("upi", "Upi"),
                            ("mpesa", "Mpesa"),
                            ("bank", "Bank"),
                            ("card", "Card"),
                            ("cheque", "Cheque"),
                            ("other", "Other"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=60)),
                ("paid_on", models.DateField()),
                ("note", models.CharField(blank=True, max_length=200)),
                ("created_at", models.DateTimeField()),
                ("by_id", models.UUIDField(null=True)),
                (
                    "business",
                    models.ForeignKey(
                        db_index=False,
                        default=smartkhata.core.tenancy.current_business_id,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.business",
                    ),
                ),
                (
                    "credit_note",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refunds",
                        to="invoicing.creditnote",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refunds",
                        to="customers.party",
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refunds",
                        to="invoicing.payment",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="invoicing.numberseries",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "across",
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("across", django.db.models.manager.Manager()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="allocation",
            name="one_allocation_a_pair",
        ),
        migrations.RemoveConstraint(
            model_name="payment",
            name="one_payment_a_reference",
        ),
        migrations.AddField(
            model_name="allocation",
            name="kind",
            field=models.CharField(
                choices=[
                    ("payment", "Payment"),
                    ("withheld", "Withheld"),
                    ("credit_note", "Credit Note"),
                    ("write_off", "Write Off"),
                ],
                default="payment",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="delivery_charge",
            field=models.DecimalField(decimal_places=2, default=0, max_digits=14),
        ),
        migrations.AddField(
            model_name="draft",
            name="opened_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="draft",
            name="place_reason",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="draft",
            name="previous_version_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="draft",
            name="reference",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="draft",
            name="reviewed_by_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="draft",
            name="ship_to",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="draftversion",
            name="previous_version_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="invoice",
            name="credited",
            field=models.DecimalField(decimal_places=2, default=0, max_digits=14),
        ),
        migrations.AddField(
            model_name="invoice",
            name="email",
            field=models.EmailField(blank=True, max_length=254),
        ),
        migrations.AddField(
            model_name="invoice",
            name="place_reason",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="invoice",
            name="reference",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="invoice",
            name="serial",
            field=models.PositiveBigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="invoice",
            name="ship_to",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="payment",
            name="reversal",
            field=models.CharField(
                blank=True,
                choices=[("bounced", "Bounced"), ("returned", "Returned"), ("mistake", "Mistake")],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="reversal_reason",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="payment",
            name="reversed_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="payment",
            name="serial",
            field=models.PositiveBigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="payment",
            name="withheld",
            field=models.DecimalField(decimal_places=2, default=0, max_digits=14),
        ),
        migrations.AlterField(
            model_name="allocation",
            name="invoice",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="allocations",
                to="invoicing.invoice",
            ),
        ),
        migrations.AlterField(
            model_name="allocation",
            name="payment",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="allocations",
                to="invoicing.payment",
            ),
        ),
        migrations.AddField(
            model_name="allocation",
            name="credit_note",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="allocations",
                to="invoicing.creditnote",
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("payment__isnull", False)),
                fields=("business", "payment", "invoice", "kind"),
                name="one_allocation_a_pair",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("credit_note__isnull", False)),
                fields=("business", "credit_note", "invoice"),
                name="one_credit_a_pair",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("credit_note", None),
                        ("kind__in", ["payment", "withheld"]),
                        ("payment__isnull", False),
                    ),
                    models.Q(("credit_note__isnull", False), ("kind", "credit_note"), ("payment", None)),
                    models.Q(
                        ("credit_note", None),
                        ("invoice__isnull", False),
                        ("kind", "write_off"),
                        ("payment", None),
                    ),
                    _connector="OR",
                ),
                name="allocation_has_its_source",
            ),
        ),
        migrations.AddField(
            model_name="invoice",
            name="series",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="invoicing.numberseries",
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="series",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="invoicing.numberseries",
            ),
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(fields=["business", "-received_on"], name="payments_recent"),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("credited__gte", 0), ("credited__lte", models.F("paid"))),
                name="credited_within_paid",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.UniqueConstraint(
                fields=("business", "series", "serial"), name="invoice_serial"
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(("reference", ""), _negated=True),
                    models.Q(("reversal", "mistake"), _negated=True),
                ),
                fields=("business", "method", "reference"),
                name="one_payment_a_reference",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                fields=("business", "series", "serial"), name="payment_serial"
            ),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(fields=["business", "invoice"], name="corrections_of_invoice"),
        ),
        migrations.AddIndex(
            model_name="creditnoteline",
            index=models.Index(fields=["business", "invoice_line"], name="credits_of_line"),
        ),
        migrations.AddConstraint(
            model_name="creditnoteline",
            constraint=models.UniqueConstraint(
                fields=("business", "credit_note", "position"), name="credit_note_line_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="numberseries",
            constraint=models.UniqueConstraint(fields=("business", "kind", "year"), name="one_series_a_year"),
        ),
        migrations.AddIndex(
            model_name="creditnote",
            index=models.Index(fields=["business", "invoice"], name="credit_notes_of_invoice"),
        ),
        migrations.AddIndex(
            model_name="creditnote",
            index=models.Index(fields=["business", "party", "-issued_on"], name="credit_notes_of_party"),
        ),
        migrations.AddConstraint(
            model_name="creditnote",
            constraint=models.UniqueConstraint(fields=("business", "number_key"), name="credit_note_number"),
        ),
        migrations.AddConstraint(
            model_name="creditnote",
            constraint=models.UniqueConstraint(
                fields=("business", "series", "serial"), name="credit_note_serial"
            ),
        ),
        migrations.AddIndex(
            model_name="refund",
            index=models.Index(fields=["business", "party", "-paid_on"], name="refunds_of_party"),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.UniqueConstraint(fields=("business", "number"), name="refund_number"),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.UniqueConstraint(fields=("business", "series", "serial"), name="refund_serial"),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="refund_positive"),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("credit_note", None), ("payment__isnull", False)),
                    models.Q(("credit_note__isnull", False), ("payment", None)),
                    _connector="OR",
                ),
                name="refund_has_one_source",
            ),
        ),
        rls.Protect("numberseries", "correction", "creditnote", "creditnoteline", "refund"),
        rls.AppendOnly("correction", "creditnoteline"),
        migrations.RunSQL(KEYS, migrations.RunSQL.noop),
        migrations.RunSQL(FROZEN, migrations.RunSQL.noop),
    ]
