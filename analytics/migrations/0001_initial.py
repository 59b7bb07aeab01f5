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
    ]

    operations = [
        migrations.CreateModel(
            name="EngagementMetric",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("metric_date", models.DateField()),
                ("new_customers_count", models.PositiveIntegerField(null=True)),
                ("verified_customers_count", models.PositiveIntegerField(null=True)),
                ("active_customers_count", models.PositiveIntegerField(null=True)),
                ("invoices_sent_count", models.PositiveIntegerField(null=True)),
                ("notifications_sent_count", models.PositiveIntegerField(null=True)),
                ("notification_open_rate", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                (
                    "notification_delivery_rate",
                    models.DecimalField(decimal_places=2, max_digits=5, null=True),
                ),
                ("payments_received_count", models.PositiveIntegerField(null=True)),
                ("payments_received_amount", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ("portal_logins_count", models.PositiveIntegerField(null=True)),
                ("avg_payment_days", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("payment_velocity_impact", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("collection_rate", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("portal_access_rate", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("repeat_customer_rate", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("customer_satisfaction_score", models.IntegerField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                "constraints": [
                    models.UniqueConstraint(fields=("business", "metric_date"), name="one_metric_row_a_day")
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("across", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="FillState",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("filled_until", models.DateField(null=True)),
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
                "constraints": [models.UniqueConstraint(fields=("business",), name="one_fill_state_a_shop")],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("across", django.db.models.manager.Manager()),
            ],
        ),
        rls.Protect("engagementmetric", "fillstate"),
    ]
