"""Draft -> invoice -> payment."""

from invoicing.models.drafts import Draft, DraftVersion
from invoicing.models.invoices import Invoice, InvoiceLine, StoredDocument
from invoicing.models.payments import Allocation, Method, Payment, PaymentClaim

__all__ = [
    "Allocation",
    "Draft",
    "DraftVersion",
    "Invoice",
    "InvoiceLine",
    "Method",
    "Payment",
    "PaymentClaim",
    "StoredDocument",
]
