import uuid

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

import smartkhata.core.tenancy
from smartkhata.core import rls


class Migration(migrations.Migration):
    """One message to several customers."""

    dependencies = [("core", "0004_write_off_limit"), ("notifications", "0011_messagetext")]

    operations = [
        migrations.CreateModel(
            name="Broadcast",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("text", models.CharField(max_length=1000)),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("channels", models.JSONField()),
                ("total", models.PositiveIntegerField()),
                ("queued", models.PositiveIntegerField(default=0)),
                ("left_out", models.JSONField(default=list)),
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
            ],
            options={
                "abstract": False,
                "base_manager_name": "across",
                "indexes": [models.Index(fields=["business", "-created_at"], name="broadcasts_recent")],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("across", django.db.models.manager.Manager()),
            ],
        ),
        rls.Protect("broadcast"),
    ]
