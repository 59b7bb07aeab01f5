"""Drafts, invoices, payments."""

from django.urls import path

from invoicing.api import claims, documents, drafts, invoices

owner = []

_OF_CUSTOMER = "customers/<str:customer_id>/invoices"
api = [
    path(f"{_OF_CUSTOMER}/generate", drafts.Generate.as_view(), name="generate"),
    path(f"{_OF_CUSTOMER}/drafts", drafts.Drafts.as_view(), name="drafts"),
    path(f"{_OF_CUSTOMER}/drafts/<str:draft_id>", drafts.OneDraft.as_view(), name="draft"),
    path(f"{_OF_CUSTOMER}/drafts/<str:draft_id>/preview", drafts.Preview.as_view(), name="draft-preview"),
    path("invoices", invoices.Invoices.as_view(), name="invoices"),
    path("invoices/<str:invoice_id>", invoices.OneInvoice.as_view(), name="invoice"),
    path("invoices/<str:invoice_id>/pdf", documents.InvoicePdf.as_view(), name="invoice-pdf"),
    path("invoices/<str:invoice_id>/voiding", invoices.Voiding.as_view(), name="voiding"),
    path("invoices/<str:invoice_id>/payments", invoices.InvoicePayments.as_view(), name="invoice-payments"),
    path("payments/<str:payment_id>", invoices.OnePayment.as_view(), name="payment"),
    path("payments/<str:payment_id>/receipt", documents.Receipt.as_view(), name="receipt"),
    path("payment-claims", claims.Claims.as_view(), name="claims"),
    path("payment-claims/<str:claim_id>/confirmation", claims.Confirmation.as_view(), name="confirmation"),
    path("payment-claims/<str:claim_id>/rejection", claims.Rejection.as_view(), name="rejection"),
]
