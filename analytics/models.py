"""Numbers of a day, made again from the rows whenever asked."""

from django.db import models

from smartkhata.core.tenancy import TenantModel


class EngagementMetric(TenantModel):
    """One shop, one local day. NULL means no data, which is not zero."""

    metric_date = models.DateField()
    new_customers_count = models.PositiveIntegerField(null=True)
    verified_customers_count = models.PositiveIntegerField(null=True)
    active_customers_count = models.PositiveIntegerField(null=True)
    invoices_sent_count = models.PositiveIntegerField(null=True)
    notifications_sent_count = models.PositiveIntegerField(null=True)
    notification_open_rate = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    notification_delivery_rate = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    payments_received_count = models.PositiveIntegerField(null=True)
    payments_received_amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    portal_logins_count = models.PositiveIntegerField(null=True)
    avg_payment_days = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    payment_velocity_impact = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    collection_rate = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    portal_access_rate = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    repeat_customer_rate = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    customer_satisfaction_score = models.IntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["business", "metric_date"], name="one_metric_row_a_day")
        ]


class FillState(TenantModel):
    """Up to which local day a shop's metrics are final."""

    filled_until = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["business"], name="one_fill_state_a_shop")]
