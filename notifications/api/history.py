"""What was told, how far it came, and the numbers of it."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response

from customers.selectors import find_party
from invoicing.selectors import find_invoice
from notifications import schemas, selectors
from notifications.selectors.report import delivery_report, read_period
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.paging import PAGE_PARAMETERS, page


class CustomerNotifications(BusinessApi):
    """Endpoint 13: what was told to a customer, newest first."""

    permissions = {"GET": "customers.view"}

    @extend_schema(
        parameters=[
            OpenApiParameter("type", description="invoice_created (or invoice_sent), receipt_sent, ..."),
            OpenApiParameter("channel", description="sms, email, whatsapp, push"),
            OpenApiParameter("status", description="pending, sent, delivered, opened, bounced, failed"),
            *PAGE_PARAMETERS,
        ],
        responses=schemas.NotificationListOut,
    )
    def get(self, request, customer_id):
        asked = request.query_params
        rows = selectors.messages(
            party=find_party(customer_id),
            kind=asked.get("type", ""),
            channel=asked.get("channel", ""),
            status=asked.get("status", ""),
        )
        return Response(page(request, rows, name="notifications", show=selectors.answer))


class DeliveryStatus(BusinessApi):
    """Endpoint 14: how far the invoice's latest e-mail and SMS have come."""

    permissions = {"GET": "invoices.view"}

    @extend_schema(responses=schemas.DeliveryOut)
    def get(self, request, invoice_id):
        return Response(selectors.delivery_of(find_invoice(invoice_id)))


class DeliveryReport(BusinessApi):
    """Network endpoint 8: how many messages of a period arrived, by channel, type and day."""

    permissions = {"GET": "numbers.view"}

    @extend_schema(
        parameters=[
            OpenApiParameter("date_from", description="First day in the shop's time zone; 30 days ago."),
            OpenApiParameter("date_to", description="Last day, included; today."),
        ],
        responses=schemas.ReportOut,
    )
    def get(self, request):
        asked = request.query_params
        period = read_period(self.business, asked.get("date_from", ""), asked.get("date_to", ""))
        return Response(delivery_report(self.business, *period))
