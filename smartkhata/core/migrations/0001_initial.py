import uuid

import django.core.serializers.json
import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

import smartkhata.core.encryption
import smartkhata.core.tenancy
from smartkhata.core import rls


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("key", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("count", models.PositiveIntegerField(default=0)),
                ("since", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Business",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("country", models.CharField(max_length=2)),
                ("currency", models.CharField(max_length=3)),
                ("time_zone", models.CharField(max_length=40)),
                ("language", models.CharField(default="en", max_length=5)),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("address", smartkhata.core.encryption.EncryptedTextField(blank=True, default="")),
                ("state_code", models.CharField(blank=True, max_length=2)),
                ("registration", models.CharField(default="none", max_length=12)),
                ("tax_id", smartkhata.core.encryption.EncryptedTextField(blank=True, default="")),
                ("upi_id", models.CharField(blank=True, max_length=100)),
                ("upi_type", models.CharField(default="personal", max_length=8)),
                ("paybill", models.CharField(blank=True, max_length=7)),
                ("bank_details", smartkhata.core.encryption.EncryptedTextField(blank=True, default="")),
                ("payment_terms", models.CharField(default="net_30", max_length=8)),
                ("round_totals", models.BooleanField(default=False)),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name_plural": "businesses",
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=60)),
                ("subject", models.CharField(max_length=80)),
                ("party_id", models.UUIDField(null=True)),
                ("actor_id", models.UUIDField(null=True)),
                ("actor_label", models.CharField(blank=True, max_length=80)),
                ("at", models.DateTimeField()),
                (
                    "data",
                    models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder),
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
            name="IdempotentRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("holder", models.UUIDField()),
                ("key", models.CharField(max_length=255)),
                ("route", models.CharField(max_length=255)),
                ("body_hash", models.CharField(max_length=64)),
                ("claimed_at", models.DateTimeField()),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("answer", models.TextField(blank=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("holder", "key"), name="one_answer_a_key")],
            },
        ),
        migrations.CreateModel(
            name="PendingFact",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("listener", models.CharField(max_length=80)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("next_attempt_at", models.DateTimeField()),
                ("quarantined_at", models.DateTimeField(null=True)),
                ("last_error", models.CharField(blank=True, max_length=300)),
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
                    "event",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pending",
                        to="core.event",
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
            name="PublicLink",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("subject", models.CharField(max_length=80)),
                ("token_hash", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("revoked_at", models.DateTimeField(null=True)),
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
            name="Counter",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=40)),
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
                "abstract": False,
                "base_manager_name": "across",
                "constraints": [
                    models.UniqueConstraint(fields=("business", "name"), name="one_counter_a_series")
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("across", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["business", "-at"], name="event_recent"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["business", "party_id", "-at"], name="event_party"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["business", "subject", "-at"], name="event_subject"),
        ),
        migrations.AddIndex(
            model_name="pendingfact",
            index=models.Index(fields=["next_attempt_at"], name="fact_due"),
        ),
        migrations.AddConstraint(
            model_name="pendingfact",
            constraint=models.UniqueConstraint(
                fields=("business", "event", "listener"), name="fact_heard_once"
            ),
        ),
        migrations.AddIndex(
            model_name="publiclink",
            index=models.Index(fields=["token_hash"], name="link_token"),
        ),
        migrations.AddConstraint(
            model_name="publiclink",
            constraint=models.UniqueConstraint(fields=("business", "subject"), name="one_link_a_subject"),
        ),
        migrations.RunSQL(
            """
            CREATE FUNCTION core_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
                    USING ERRCODE = 'integrity_constraint_violation';
            END $$
            """,
            "DROP FUNCTION core_refuse_change()",
        ),
        rls.Protect("event", "pendingfact", "counter", "publiclink"),
        rls.AppendOnly("event"),
        rls.ForJobs("pendingfact", may="SELECT, UPDATE"),
        rls.ForJobs("publiclink"),
        migrations.RunSQL(
            """
            ALTER TABLE core_idempotentrequest ENABLE ROW LEVEL SECURITY;
            ALTER TABLE core_idempotentrequest FORCE ROW LEVEL SECURITY;
            CREATE POLICY holder ON core_idempotentrequest
                USING (holder = NULLIF(current_setting('app.holder_id', true), '')::uuid);
            """,
            migrations.RunSQL.noop,
        ),
        # statement_timestamp(): the database's clock, and still usable as an index condition.
        rls.definer_function(
            "core_due_facts(up_to integer)",
            returns="TABLE (business_id uuid, id uuid)",
            body="""
            UPDATE core_pendingfact f SET next_attempt_at = statement_timestamp() + interval '30 seconds'
            WHERE f.id IN (
                SELECT d.id FROM core_pendingfact d
                WHERE d.next_attempt_at <= statement_timestamp() AND d.quarantined_at IS NULL
                ORDER BY d.next_attempt_at LIMIT up_to FOR UPDATE SKIP LOCKED
            )
            RETURNING f.business_id, f.id
            """,
        ),
        rls.definer_function(
            "core_resolve_link(hash text)",
            returns="TABLE (business_id uuid, subject varchar)",
            body="""
            SELECT l.business_id, l.subject FROM core_publiclink l
            WHERE l.token_hash = hash AND l.revoked_at IS NULL
            """,
        ),
    ]
