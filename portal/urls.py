"""The customer's pages and routes."""

from django.urls import path

from portal.api import bills, signing_in

pages = []
api = [
    path("customer-portal/link", signing_in.PublicLinkApi.as_view(), name="portal-link"),
    path("customer-portal/otp", signing_in.RequestCode.as_view(), name="portal-otp"),
    path("customer-portal/register", signing_in.Register.as_view(), name="portal-register"),
    path("customer-portal/refresh", signing_in.RefreshToken.as_view(), name="portal-refresh"),
    path("customer-portal/invoices", bills.Bills.as_view(), name="portal-invoices"),
    path("customer-portal/balance", bills.Balance.as_view(), name="portal-balance"),
    path(
        "customer-portal/invoices/<uuid:invoice_id>/payment-claims",
        bills.Claims.as_view(),
        name="portal-claims",
    ),
    path("customer-portal/invoices/<uuid:invoice_id>/pdf", bills.BillPdf.as_view(), name="portal-pdf"),
]
