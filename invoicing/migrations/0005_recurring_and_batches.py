import uuid

import django.core.serializers.json
import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

import smartkhata.core.tenancy
from smartkhata.core import rls


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_shop_look"),
        ("customers", "0002_imports_and_merges"),
        ("invoicing", "0004_money"),
    ]

    operations = [
        migrations.CreateModel(
            name="Batch",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "lines",
                    models.JSONField(default=list, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("notes", models.TextField(blank=True)),
                ("due_on", models.DateField(null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("running", "Running"), ("done", "Done")],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("begun_at", models.DateTimeField(null=True)),
                ("begun_by_id", models.UUIDField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
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
            name="BatchRow",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("quantity", models.DecimalField(decimal_places=3, max_digits=13, null=True)),
                ("rate", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("excluded", "Excluded"),
                            ("issued", "Issued"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "batch",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="invoicing.batch",
                    ),
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
                    "invoice",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batch_rows",
                        to="invoicing.invoice",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batch_rows",
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
            name="RecurringPlan",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "lines",
                    models.JSONField(default=list, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("discount", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ("tax_inclusive", models.BooleanField(default=False)),
                ("notes", models.TextField(blank=True)),
                (
                    "every",
                    models.CharField(
                        choices=[
                            ("weekly", "weekly"),
                            ("monthly", "monthly"),
                            ("quarterly", "quarterly"),
                            ("yearly", "yearly"),
                        ],
                        max_length=10,
                    ),
                ),
                ("anchor_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("max_count", models.PositiveIntegerField(null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[("active", "Active"), ("paused", "Paused"), ("ended", "Ended")],
                        default="active",
                        max_length=8,
                    ),
                ),
                ("next_index", models.PositiveIntegerField(default=0)),
                ("next_on", models.DateField(null=True)),
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
                    "party",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
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
            name="PlanPeriod",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("index", models.PositiveIntegerField()),
                ("on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("issued", "Issued"),
                            ("skipped", "Skipped"),
                            ("missed", "Missed"),
                            ("failed", "Failed"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_periods",
                        to="invoicing.invoice",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="periods",
                        to="invoicing.recurringplan",
                    ),
                ),
            ],
            options={
                "ordering": ["-index"],
                "abstract": False,
                "base_manager_name": "across",
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("across", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddIndex(
            model_name="batch",
            index=models.Index(
                condition=models.Q(("status", "running")), fields=["begun_at"], name="batches_running"
            ),
        ),
        migrations.AddConstraint(
            model_name="batchrow",
            constraint=models.UniqueConstraint(
                fields=("business", "batch", "party"), name="one_bill_a_party"
            ),
        ),
        migrations.AddIndex(
            model_name="recurringplan",
            index=models.Index(
                condition=models.Q(("status", "active")), fields=["next_on"], name="plans_due"
            ),
        ),
        migrations.AddIndex(
            model_name="recurringplan",
            index=models.Index(fields=["business", "party"], name="plans_of_party"),
        ),
        migrations.AddConstraint(
            model_name="planperiod",
            constraint=models.UniqueConstraint(fields=("business", "plan", "index"), name="one_row_a_period"),
        ),
        rls.Protect("recurringplan", "planperiod", "batch", "batchrow"),
        rls.ForJobs("recurringplan"),
        rls.ForJobs("batch"),
        # Whose day it is depends on the shop's zone; the table of shops has no row security.
        migrations.RunSQL("GRANT SELECT ON core_business TO sk_jobs", migrations.RunSQL.noop),
        rls.definer_function(
            "invoicing_due_plans(up_to integer)",
            returns="TABLE (business_id uuid, id uuid)",
            body="""
            SELECT p.business_id, p.id FROM invoicing_recurringplan p
            JOIN core_business b ON b.id = p.business_id AND b.is_active
            WHERE p.status = 'active' AND p.next_on <= (statement_timestamp() AT TIME ZONE b.time_zone)::date
            ORDER BY p.next_on LIMIT up_to
            """,
        ),
        rls.definer_function(
            "invoicing_running_batches(up_to integer)",
            returns="TABLE (business_id uuid, id uuid)",
            body="""
            SELECT b.business_id, b.id FROM invoicing_batch b
            WHERE b.status = 'running' ORDER BY b.begun_at LIMIT up_to
            """,
        ),
    ]
