import uuid
from decimal import Decimal

import django.core.serializers.json
import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models
from django.utils import timezone

import smartkhata.core.encryption
import smartkhata.core.tenancy
from smartkhata.core import rls


def carry_over(apps, schema_editor):
    """Tags and the one note of each party become rows. Row security binds the owner, too: shop by shop."""
    Business, Party, Tag, Note = (
        apps.get_model(*name.split("."))
        for name in ("core.Business", "customers.Party", "customers.Tag", "customers.Note")
    )
    with schema_editor.connection.cursor() as cursor:
        for business in Business.objects.values_list("pk", flat=True):
            cursor.execute("SELECT set_config('app.business_id', %s, true)", [str(business)])
            for party in Party.objects.filter(business_id=business):
                of = {"business_id": business, "party": party}
                keys = {tag.casefold(): tag for tag in party.tags}
                for position, (key, tag) in enumerate(keys.items()):
                    Tag.objects.create(**of, name=tag[:40], key=key[:40], position=position)
                if party.notes:
                    Note.objects.create(**of, text=party.notes, pinned=True, at=timezone.now())
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_stored_files"),
        ("customers", "0006_kept_apart"),
    ]

    operations = [
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("text", smartkhata.core.encryption.EncryptedTextField()),
                ("pinned", models.BooleanField(default=False)),
                ("by_id", models.UUIDField(null=True)),
                ("by_label", models.CharField(blank=True, max_length=80)),
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
                    "party",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="note_rows",
                        to="customers.party",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "abstract": False,
                "base_manager_name": "across",
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("across", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("user_id", models.UUIDField()),
                ("name", models.CharField(max_length=40)),
                ("query", models.CharField(max_length=400)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                "ordering": ["name"],
                "abstract": False,
                "base_manager_name": "across",
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("across", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=40)),
                ("key", models.CharField(db_collation="C", max_length=40)),
                ("position", models.PositiveSmallIntegerField(default=0)),
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
                    "party",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tag_rows",
                        to="customers.party",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "key"],
                "abstract": False,
                "base_manager_name": "across",
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("across", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddField(
            model_name="ledgerentry",
            name="reverses",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reversals",
                to="customers.ledgerentry",
            ),
        ),
        migrations.AddField(
            model_name="party",
            name="allowed_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="party",
            name="paid_amount",
            field=models.DecimalField(decimal_places=2, default=Decimal("0.00"), max_digits=14),
        ),
        migrations.AddField(
            model_name="party",
            name="paid_amount_days",
            field=models.DecimalField(decimal_places=2, default=Decimal("0.00"), max_digits=18),
        ),
        migrations.AddField(
            model_name="party",
            name="payment_history",
            field=models.JSONField(default=list, encoder=django.core.serializers.json.DjangoJSONEncoder),
        ),
        migrations.AddField(
            model_name="party",
            name="status_changed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="party",
            name="status_reason",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name="ledgerentry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("opening", "Opening"),
                    ("gave", "Gave"),
                    ("got", "Got"),
                    ("undo", "Undo"),
                    ("difference", "Difference"),
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
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reverses__isnull", False)),
                fields=("business", "reverses"),
                name="one_reversal_a_line",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "active"), models.Q(("email", ""), _negated=True)),
                fields=("business", "email"),
                name="party_email",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "active"), models.Q(("secondary_phone", ""), _negated=True)),
                fields=("business", "secondary_phone"),
                name="party_secondary_phone",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "active"), models.Q(("secondary_email", ""), _negated=True)),
                fields=("business", "secondary_email"),
                name="party_secondary_email",
            ),
        ),
        migrations.AddIndex(
            model_name="note",
            index=models.Index(fields=["business", "party", "-at"], name="notes_of_party"),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.UniqueConstraint(
                condition=models.Q(("pinned", True)), fields=("business", "party"), name="one_pinned_note"
            ),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(
                fields=("business", "user_id", "name"), name="one_view_a_name"
            ),
        ),
        migrations.AddIndex(
            model_name="tag",
            index=models.Index(fields=["business", "key"], name="tag_parties"),
        ),
        migrations.AddConstraint(
            model_name="tag",
            constraint=models.UniqueConstraint(fields=("business", "party", "key"), name="one_tag_a_party"),
        ),
        rls.Protect("tag", "note", "savedview"),
        rls.KeepInside("ledgerentry", field="reverses"),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="party",
            name="notes",
        ),
        migrations.RemoveField(
            model_name="party",
            name="tags",
        ),
    ]
