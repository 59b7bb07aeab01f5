import uuid

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

import smartkhata.core.tenancy
from smartkhata.core import rls


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
        ("customers", "0001_initial"),
        ("invoicing", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="OutboxMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("notification_id", models.UUIDField()),
                ("channel", models.CharField(max_length=10)),
                ("to", models.CharField(max_length=254)),
                ("kind", models.CharField(max_length=20)),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("body", models.TextField()),
                ("code", models.CharField(blank=True, max_length=10)),
                ("links", models.JSONField(default=list)),
                ("attachments", models.JSONField(default=list)),
            ],
            options={
                "indexes": [models.Index(fields=["to", "-at"], name="outbox_to")],
            },
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.CharField(max_length=20)),
                ("kind", models.CharField(max_length=20)),
                (
                    "channel",
                    models.CharField(
                        choices=[("sms", "Sms"), ("email", "Email"), ("whatsapp", "Whatsapp")], max_length=10
                    ),
                ),
                ("recipient", models.CharField(max_length=254)),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("body", models.TextField()),
                ("code_ref", models.UUIDField(null=True)),
                ("link_subject", models.CharField(blank=True, max_length=80)),
                ("attach_pdf", models.BooleanField(default=False)),
                ("language", models.CharField(default="en", max_length=5)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Queued"),
                            ("submitting", "Submitting"),
                            ("unknown", "Unknown"),
                            ("accepted", "Accepted"),
                            ("sent", "Sent"),
                            ("failed", "Failed"),
                            ("delivered", "Delivered"),
                            ("bounced", "Bounced"),
                            ("opened", "Opened"),
                            ("shared", "Shared"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                ("priority", models.PositiveSmallIntegerField(default=5)),
                ("dedupe_key", models.CharField(max_length=64)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("next_attempt_at", models.DateTimeField()),
                ("lease_until", models.DateTimeField(null=True)),
                ("lease_token", models.UUIDField(null=True)),
                ("expires_at", models.DateTimeField()),
                ("possible_duplicate", models.BooleanField(default=False)),
                ("provider", models.CharField(blank=True, max_length=20)),
                ("provider_ref", models.CharField(blank=True, max_length=100)),
                ("error_message", models.CharField(blank=True, max_length=300)),
                ("created_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("delivered_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
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
                        related_name="notifications",
                        to="invoicing.invoice",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notifications",
                        to="customers.party",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "across",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["queued", "submitting"])),
                        fields=["priority", "next_attempt_at"],
                        name="notification_due",
                    ),
                    models.Index(fields=["business", "party", "-created_at"], name="notifications_of_party"),
                    models.Index(
                        fields=["business", "invoice", "-created_at"], name="notifications_of_invoice"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("business", "number"), name="notification_number"),
                    models.UniqueConstraint(fields=("business", "dedupe_key"), name="told_once"),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("across", django.db.models.manager.Manager()),
            ],
        ),
        rls.Protect("notification"),
        rls.ForJobs("notification", may="SELECT, UPDATE"),
        # A row whose lease ran out may have reached the provider: it is sent again, and says so.
        rls.definer_function(
            "notifications_claim(up_to integer, lease_seconds integer)",
            returns="TABLE (business_id uuid, id uuid, lease_token uuid)",
            body="""
            UPDATE notifications_notification n SET
                state = 'submitting', attempts = n.attempts + 1, lease_token = gen_random_uuid(),
                lease_until = statement_timestamp() + make_interval(secs => lease_seconds),
                possible_duplicate = n.possible_duplicate OR n.state = 'submitting'
            WHERE n.id IN (
                SELECT d.id FROM notifications_notification d
                WHERE d.state IN ('queued', 'submitting') AND (
                    (d.state = 'queued' AND d.next_attempt_at <= statement_timestamp())
                    OR (d.state = 'submitting' AND d.lease_until < statement_timestamp())
                )
                ORDER BY d.priority, d.next_attempt_at LIMIT up_to FOR UPDATE SKIP LOCKED
            )
            RETURNING n.business_id, n.id, n.lease_token
            """,
        ),
    ]
