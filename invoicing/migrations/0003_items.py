import uuid

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

import smartkhata.core.tenancy
from smartkhata.core import rls


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_shop_look"),
        ("invoicing", "0002_walk_ins"),
    ]

    operations = [
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=300)),
                ("name_key", models.CharField(max_length=300)),
                ("unit", models.CharField(blank=True, max_length=20)),
                ("rate", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ("tax_rate", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("hsn", models.CharField(blank=True, max_length=8)),
                ("is_active", models.BooleanField(default=True)),
                ("is_edited", models.BooleanField(default=False)),
                ("times_used", models.PositiveIntegerField(default=0)),
                ("last_used_on", models.DateField(null=True)),
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
            ],
            options={
                "abstract": False,
                "base_manager_name": "across",
                "indexes": [models.Index(fields=["business", "-times_used"], name="items_by_use")],
                "constraints": [
                    models.UniqueConstraint(fields=("business", "name_key"), name="one_item_a_name")
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("across", django.db.models.manager.Manager()),
            ],
        ),
        rls.Protect("item"),
    ]
