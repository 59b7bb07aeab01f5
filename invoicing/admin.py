"""Documents and payments for staff, after a recorded visit."""

from django.contrib import admin

from invoicing.models import Invoice, Payment, PaymentClaim
from smartkhata.core.admin import ShopRows


@admin.register(Invoice)
class InvoiceAdmin(ShopRows):
    list_display = ["number", "party", "issued_on", "due_on", "total", "paid", "status"]
    list_select_related = ["party"]
    list_filter = ["status"]
    search_fields = ["number__exact"]


@admin.register(Payment)
class PaymentAdmin(ShopRows):
    list_display = ["number", "party", "received_on", "method", "amount"]
    list_select_related = ["party"]
    list_filter = ["method"]


@admin.register(PaymentClaim)
class PaymentClaimAdmin(ShopRows):
    list_display = ["claimed_at", "party", "invoice", "amount", "method", "status"]
    list_select_related = ["party", "invoice"]
    list_filter = ["status"]
