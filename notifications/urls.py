"""Sending, and what was sent."""

from django.urls import path

from notifications import api as notifications_api
from notifications import views

owner = [
    path("invoices/<uuid:invoice>/sending/", views.invoice_send, name="invoice_send"),
    path("invoices/<uuid:invoice>/sharing/", views.invoice_share, name="invoice_share"),
]
pages = [path("outbox/", views.outbox, name="outbox")]
_DRAFT = "customers/<str:customer_id>/invoices/drafts/<str:draft_id>"
api = [
    path(f"{_DRAFT}/send", notifications_api.SendDraft.as_view(), name="draft-send"),
    path("customers/<str:customer_id>/notifications", notifications_api.CustomerNotifications.as_view()),
    path("invoices/<str:invoice_id>/send", notifications_api.SendInvoice.as_view(), name="invoice-send"),
    path("invoices/<str:invoice_id>/delivery-status", notifications_api.DeliveryStatus.as_view()),
]
