import uuid

import django.core.serializers.json
import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

import smartkhata.core.encryption
import smartkhata.core.tenancy
from smartkhata.core import rls


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_stored_files"),
        ("customers", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Import",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.CharField(max_length=12)),
                ("file_name", models.CharField(max_length=120)),
                ("content", smartkhata.core.encryption.EncryptedTextField(blank=True, default="")),
                ("form", models.CharField(max_length=8)),
                ("preset", models.CharField(blank=True, max_length=20)),
                ("headers", models.JSONField(default=list)),
                ("sample", models.JSONField(default=list)),
                ("columns", models.JSONField(default=dict)),
                ("change_known", models.BooleanField(default=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("checking", "Checking"),
                            ("checked", "Checked"),
                            ("applying", "Applying"),
                            ("applied", "Applied"),
                            ("undoing", "Undoing"),
                            ("undone", "Undone"),
                            ("failed", "Failed"),
                        ],
                        default="checking",
                        max_length=10,
                    ),
                ),
                ("counts", models.JSONField(default=dict)),
                ("problem", models.CharField(blank=True, max_length=300)),
                ("by_id", models.UUIDField(null=True)),
                ("created_at", models.DateTimeField()),
                ("applied_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
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
                "abstract": False,
                "base_manager_name": "across",
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("across", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("position", models.PositiveIntegerField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("changed", "Changed"),
                            ("same", "Same"),
                            ("duplicate", "Duplicate"),
                            ("error", "Error"),
                        ],
                        max_length=10,
                    ),
                ),
                ("label", models.CharField(max_length=200)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "values",
                    models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                (
                    "before",
                    models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True),
                ),
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
                    "of",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="customers.import",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="import_rows",
                        to="customers.party",
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
            name="Merge",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("moved", models.JSONField(default=dict)),
                (
                    "before",
                    models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("at", models.DateTimeField()),
                ("by_id", models.UUIDField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
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
                    "gone",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_by",
                        to="customers.party",
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges",
                        to="customers.party",
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
        migrations.AddField(
            model_name="party",
            name="gone_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="party",
            name="is_walk_in",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="party",
            name="merged_into",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="aliases",
                to="customers.party",
            ),
        ),
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
                    ("payment", "Payment"),
                    ("reversal", "Reversal"),
                    ("invoice_out", "Invoice Out"),
                    ("payment_out", "Payment Out"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddIndex(
            model_name="party",
            index=models.Index(
                condition=models.Q(("merged_into__isnull", False)),
                fields=["business", "merged_into"],
                name="party_aliases",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_walk_in", True)), fields=("business",), name="one_walk_in_party"
            ),
        ),
        migrations.AddIndex(
            model_name="import",
            index=models.Index(fields=["business", "-created_at"], name="imports_recent"),
        ),
        migrations.AddIndex(
            model_name="importrow",
            index=models.Index(fields=["business", "of", "outcome", "position"], name="rows_by_outcome"),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.UniqueConstraint(fields=("business", "of", "position"), name="one_row_a_line"),
        ),
        migrations.AddIndex(
            model_name="merge",
            index=models.Index(fields=["business", "kept", "-at"], name="merges_of_party"),
        ),
        rls.Protect("import", "importrow", "merge"),
        rls.KeepInside("party", field="merged_into"),
    ]
