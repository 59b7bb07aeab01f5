import uuid
from decimal import Decimal

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

import smartkhata.core.encryption
import smartkhata.core.tenancy
from smartkhata.core import rls


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=160)),
                ("name_key", models.CharField(db_collation="C", max_length=160)),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("secondary_phone", models.CharField(blank=True, max_length=20)),
                ("secondary_email", models.EmailField(blank=True, max_length=254)),
                ("address", smartkhata.core.encryption.EncryptedTextField(blank=True, default="")),
                ("state_code", models.CharField(blank=True, max_length=2)),
                ("business_type", models.CharField(blank=True, max_length=60)),
                ("profile_type", models.CharField(default="individual", max_length=20)),
                ("tax_id", smartkhata.core.encryption.EncryptedTextField(blank=True, default="")),
                ("preferred_payment_method", models.CharField(blank=True, max_length=12)),
                ("payment_terms", models.CharField(blank=True, max_length=8)),
                ("credit_limit", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ("language", models.CharField(blank=True, max_length=5)),
                (
                    "status",
                    models.CharField(
                        choices=[("active", "Active"), ("inactive", "Inactive"), ("suspended", "Suspended")],
                        default="active",
                        max_length=10,
                    ),
                ),
                ("auto_send_invoices", models.BooleanField(default=False)),
                ("send_reminders", models.BooleanField(default=True)),
                ("ai_preferences", models.JSONField(default=dict)),
                ("notes", smartkhata.core.encryption.EncryptedTextField(blank=True, default="")),
                ("tags", models.JSONField(default=list)),
                ("balance", models.DecimalField(decimal_places=2, default=Decimal("0.00"), max_digits=14)),
                (
                    "total_billed",
                    models.DecimalField(decimal_places=2, default=Decimal("0.00"), max_digits=14),
                ),
                ("total_paid", models.DecimalField(decimal_places=2, default=Decimal("0.00"), max_digits=14)),
                ("total_invoices", models.PositiveIntegerField(default=0)),
                ("last_invoice_on", models.DateField(null=True)),
                ("oldest_due_on", models.DateField(null=True)),
                ("portal_active_at", models.DateTimeField(null=True)),
                ("phone_verified_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField(auto_now=True)),
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
            ],
            options={
                "verbose_name_plural": "parties",
                "abstract": False,
                "base_manager_name": "across",
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("across", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("opening", "Opening"),
                            ("gave", "Gave"),
                            ("got", "Got"),
                            ("invoice", "Invoice"),
                            ("void", "Void"),
                            ("payment", "Payment"),
                            ("reversal", "Reversal"),
                        ],
                        max_length=12,
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("on", models.DateField()),
                ("source", models.CharField(max_length=100)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("by_id", models.UUIDField(null=True)),
                ("recorded_at", models.DateTimeField()),
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
                        related_name="entries",
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
        migrations.AddIndex(
            model_name="party",
            index=models.Index(fields=["business", "name_key"], name="party_by_name"),
        ),
        migrations.AddIndex(
            model_name="party",
            index=models.Index(fields=["business", "email"], name="party_by_email"),
        ),
        migrations.AddIndex(
            model_name="party",
            index=models.Index(fields=["business", "-balance"], name="party_by_balance"),
        ),
        migrations.AddIndex(
            model_name="party",
            index=models.Index(fields=["business", "oldest_due_on"], name="party_by_due"),
        ),
        migrations.AddIndex(
            model_name="party",
            index=models.Index(fields=["phone"], name="party_phone_everywhere"),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.UniqueConstraint(fields=("business", "number"), name="party_number"),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "active"), models.Q(("phone", ""), _negated=True)),
                fields=("business", "phone"),
                name="party_phone",
            ),
        ),
        migrations.AddIndex(
            model_name="ledgerentry",
            index=models.Index(fields=["business", "party", "on", "recorded_at"], name="ledger_of_party"),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.UniqueConstraint(fields=("business", "source"), name="one_entry_a_fact"),
        ),
        rls.Protect("party", "ledgerentry"),
        rls.AppendOnly("ledgerentry"),
        rls.ForJobs("party"),
    ]
