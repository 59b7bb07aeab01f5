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
    ]

    operations = [
        migrations.CreateModel(
            name="NetworkProfile",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("phone", models.CharField(max_length=20, unique=True)),
                ("profile_name", models.CharField(blank=True, max_length=160)),
                ("profile_type", models.CharField(default="individual", max_length=20)),
                ("phone_verified_at", models.DateTimeField(null=True)),
                ("email_verified_at", models.DateTimeField(null=True)),
                ("last_login_at", models.DateTimeField(null=True)),
                ("portal_access_enabled", models.BooleanField(default=True)),
                ("notifications_enabled", models.BooleanField(default=True)),
                ("preferred_language", models.CharField(blank=True, max_length=5)),
                ("preferred_channels", models.CharField(default="sms,email", max_length=40)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name="PhoneDevice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(help_text="The human-readable name of this device.", max_length=64),
                ),
                ("confirmed", models.BooleanField(default=True, help_text="Is this device ready for use?")),
                (
                    "last_generated_timestamp",
                    models.DateTimeField(
                        blank=True,
                        help_text="The last time a token was generated for this device.",
                        null=True,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        auto_now_add=True,
                        help_text="The date and time when this device was initially created in the system.",
                        null=True,
                    ),
                ),
                (
                    "last_used_at",
                    models.DateTimeField(
                        blank=True, help_text="The most recent date and time this device was used.", null=True
                    ),
                ),
                ("challenge", models.UUIDField(null=True)),
                ("token_hash", models.CharField(blank=True, max_length=128)),
                ("valid_until", models.DateTimeField(null=True)),
                (
                    "profile",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="device",
                        to="portal.networkprofile",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
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
                (
                    "party",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="portal_links",
                        to="customers.party",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="portal.networkprofile",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "across",
                "constraints": [
                    models.UniqueConstraint(fields=("business", "profile", "party"), name="one_link_a_party")
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("across", django.db.models.manager.Manager()),
            ],
        ),
        rls.Protect("link"),
        rls.OwnRows("link", "profile_id", "profile"),
        rls.definer_function(
            "portal_parties_of(wanted text)",
            returns="TABLE (business_id uuid, party_id uuid)",
            body="""
            SELECT p.business_id, p.id FROM customers_party p
            WHERE p.phone = wanted AND p.status <> 'inactive' ORDER BY p.updated_at DESC
            """,
        ),
    ]
