import uuid
from decimal import Decimal

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

import notifications.models.reminders
import smartkhata.core.tenancy
from smartkhata.core import rls


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_write_off_limit"),
        ("customers", "0007_parties_whole"),
        ("invoicing", "0007_agreements"),
        ("notifications", "0003_telling_rules"),
    ]

    operations = [
        migrations.CreateModel(
            name="Preference",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "often",
                    models.CharField(
                        choices=[
                            ("each", "Each"),
                            ("daily", "Daily"),
                            ("weekly", "Weekly"),
                            ("receipts", "Receipts"),
                            ("off", "Off"),
                        ],
                        default="each",
                        max_length=8,
                    ),
                ),
                ("channels_off", models.JSONField(default=list)),
                ("paused_until", models.DateField(null=True)),
                ("is_wrong_number", models.BooleanField(default=False)),
                ("changed_at", models.DateTimeField()),
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
                        related_name="preferences",
                        to="customers.party",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "across",
                "constraints": [
                    models.UniqueConstraint(fields=("business", "party"), name="one_preference_a_party")
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("across", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="ReminderRules",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("is_on", models.BooleanField(default=False)),
                ("ladder", models.JSONField(default=notifications.models.reminders.standard_ladder)),
                ("small_sum", models.DecimalField(decimal_places=2, default=Decimal("50.00"), max_digits=14)),
                ("paused_until", models.DateField(null=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
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
                "constraints": [models.UniqueConstraint(fields=("business",), name="one_set_of_rules")],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("across", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="ReminderSent",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("step", models.SmallIntegerField(null=True)),
                ("at", models.DateTimeField()),
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
                    "invoice",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="invoicing.invoice",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="customers.party",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "across",
                "indexes": [models.Index(fields=["business", "party", "-at"], name="reminders_of_party")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("business", "invoice", "step"), name="one_reminder_a_step"
                    )
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("across", django.db.models.manager.Manager()),
            ],
        ),
        rls.Protect("reminderrules", "remindersent", "preference"),
        rls.ForJobs("reminderrules"),
        rls.definer_function(
            "notifications_shops_that_remind(up_to integer)",
            returns="TABLE (business_id uuid)",
            body="""
            SELECT r.business_id FROM notifications_reminderrules r
            JOIN core_business b ON b.id = r.business_id AND b.is_active
            WHERE r.is_on LIMIT up_to
            """,
        ),
    ]
