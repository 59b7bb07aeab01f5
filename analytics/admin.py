"""A shop's numbers by day, for staff, after a recorded visit."""

from django.contrib import admin

from analytics.models import EngagementMetric
from smartkhata.core.admin import ShopRows


@admin.register(EngagementMetric)
class EngagementMetricAdmin(ShopRows):
    list_display = [
        "metric_date",
        "invoices_sent_count",
        "notifications_sent_count",
        "notification_delivery_rate",
        "payments_received_amount",
    ]
    ordering = ["-metric_date"]
