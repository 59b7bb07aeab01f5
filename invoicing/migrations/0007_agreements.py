import uuid

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

import smartkhata.core.tenancy
from smartkhata.core import rls


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_write_off_limit"),
        ("invoicing", "0006_templates"),
    ]

    operations = [
        migrations.CreateModel(
            name="Promise",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("promised_on", models.DateField()),
                ("note", models.CharField(blank=True, max_length=200)),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.UUIDField(null=True)),
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
                        related_name="promises",
                        to="invoicing.invoice",
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
            name="Dispute",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("reason", models.CharField(max_length=300)),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("outcome", models.CharField(blank=True, max_length=300)),
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
                        related_name="disputes",
                        to="invoicing.invoice",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "across",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("business", "invoice"),
                        name="one_open_dispute",
                    )
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("across", django.db.models.manager.Manager()),
            ],
        ),
        rls.Protect("promise", "dispute"),
    ]
