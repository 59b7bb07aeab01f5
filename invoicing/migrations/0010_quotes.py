import uuid

import django.core.serializers.json
import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

import smartkhata.core.tenancy
from smartkhata.core import rls

# What was offered stays as it was given; only what became of it changes.
FROZEN = """
CREATE TRIGGER issued_is_immutable BEFORE UPDATE OR DELETE ON invoicing_quote FOR EACH ROW
    EXECUTE FUNCTION invoicing_frozen_but('status', 'draft_id', 'answered_at', 'answered_by_id', 'answer',
        'party_id');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_write_off_limit"),
        ("customers", "0007_parties_whole"),
        ("invoicing", "0009_draft_page"),
    ]

    operations = [
        migrations.AlterField(
            model_name="numberseries",
            name="kind",
            field=models.CharField(
                choices=[
                    ("invoice", "Invoice"),
                    ("credit_note", "Credit Note"),
                    ("debit_note", "Debit Note"),
                    ("receipt", "Receipt"),
                    ("refund", "Refund"),
                    ("quote", "Quote"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="Quote",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.CharField(max_length=16)),
                ("number_key", models.CharField(max_length=16)),
                ("serial", models.PositiveBigIntegerField()),
                ("title", models.CharField(max_length=40)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("currency", models.CharField(max_length=3)),
                ("issued_on", models.DateField()),
                ("valid_until", models.DateField()),
                ("place_of_supply", models.CharField(blank=True, max_length=2)),
                ("reference", models.CharField(blank=True, max_length=60)),
                ("ship_to", models.TextField(blank=True)),
                ("seller", models.JSONField()),
                ("buyer", models.JSONField()),
                ("presentation", models.JSONField(default=dict)),
                ("lines", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("subtotal", models.DecimalField(decimal_places=2, max_digits=14)),
                ("discount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("tax", models.DecimalField(decimal_places=2, max_digits=14)),
                ("tax_lines", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("tax_inclusive", models.BooleanField(default=False)),
                ("round_off", models.DecimalField(decimal_places=2, max_digits=14)),
                ("total", models.DecimalField(decimal_places=2, max_digits=14)),
                ("notes", models.TextField(blank=True)),
                ("seal", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField()),
                ("created_by_id", models.UUIDField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by_id", models.UUIDField(null=True)),
                ("answer", models.CharField(blank=True, max_length=200)),
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
                    "draft",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotes",
                        to="invoicing.draft",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotes",
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
                (
                    "template_version",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="invoicing.templateversion",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "across",
                "indexes": [
                    models.Index(fields=["business", "-issued_on", "-created_at"], name="quotes_recent"),
                    models.Index(fields=["business", "party", "-issued_on"], name="quotes_of_party"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("business", "number_key"), name="quote_number"),
                    models.UniqueConstraint(fields=("business", "series", "serial"), name="quote_serial"),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("across", django.db.models.manager.Manager()),
            ],
        ),
        rls.Protect("quote"),
        migrations.RunSQL(FROZEN, migrations.RunSQL.noop),
    ]
