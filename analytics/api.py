"""GET /api/analytics/customer-network."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from analytics.selectors import PERIODS, customer_network
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.core.clock import today


class SummaryOut(serializers.Serializer):
    total_customers = serializers.IntegerField()
    verified_customers = serializers.IntegerField()
    active_customers_7d = serializers.IntegerField()
    total_invoices_sent = serializers.IntegerField(allow_null=True)
    total_notifications = serializers.IntegerField(allow_null=True)


class EngagementOut(serializers.Serializer):
    notification_open_rate = serializers.FloatField(allow_null=True)
    notification_delivery_rate = serializers.FloatField(allow_null=True)
    portal_access_rate = serializers.FloatField(allow_null=True)
    repeat_customer_rate = serializers.FloatField(allow_null=True)


class PaymentImpactOut(serializers.Serializer):
    avg_payment_days = serializers.FloatField(allow_null=True)
    avg_payment_days_pre_notification = serializers.FloatField(allow_null=True)
    payment_velocity_improvement = serializers.FloatField(allow_null=True)
    collection_rate = serializers.FloatField(allow_null=True)


class TrendOut(serializers.Serializer):
    date = serializers.DateField()
    new_customers = serializers.IntegerField(allow_null=True)
    verified = serializers.IntegerField(allow_null=True)
    invoices_sent = serializers.IntegerField(allow_null=True)
    notifications_sent = serializers.IntegerField(allow_null=True)
    portal_logins = serializers.IntegerField(allow_null=True)
    payments_received = serializers.FloatField(allow_null=True)


class NetworkOut(serializers.Serializer):
    period = serializers.CharField()
    summary = SummaryOut()
    engagement = EngagementOut()
    payment_impact = PaymentImpactOut()
    daily_trend = TrendOut(many=True)
    counted_until = serializers.DateField(allow_null=True)


class CustomerNetwork(BusinessApi):
    """The network's health over a period; null where there is no data."""

    permissions = {"GET": "numbers.view"}

    @extend_schema(
        parameters=[OpenApiParameter("period", enum=list(PERIODS), default="last_30_days")],
        responses=NetworkOut,
    )
    def get(self, request):
        period = request.query_params.get("period") or "last_30_days"
        return Response(customer_network(period=period, day=today(self.business)))
