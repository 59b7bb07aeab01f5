import uuid

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

import smartkhata.core.tenancy
from smartkhata.core import rls


class Migration(migrations.Migration):
    """The shop's own words for its messages."""

    dependencies = [("core", "0004_write_off_limit"), ("notifications", "0010_tones")]

    operations = [
        migrations.CreateModel(
            name="MessageText",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.CharField(max_length=20)),
                ("tone", models.CharField(default="default", max_length=10)),
                ("channel", models.CharField(max_length=10)),
                ("language", models.CharField(max_length=5)),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("body", models.TextField()),
                ("header", models.CharField(blank=True, max_length=6)),
                ("dlt_id", models.CharField(blank=True, max_length=19)),
                ("registered_id", models.CharField(blank=True, max_length=60)),
                ("updated_at", models.DateTimeField()),
                ("updated_by_id", models.UUIDField(null=True)),
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
        migrations.AddConstraint(
            model_name="messagetext",
            constraint=models.UniqueConstraint(
                fields=("business", "kind", "tone", "channel", "language"), name="one_text_a_message"
            ),
        ),
        rls.Protect("messagetext"),
    ]
