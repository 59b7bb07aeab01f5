"""Draft -> invoice -> payment."""

from invoicing.models.drafts import Draft, DraftVersion
from invoicing.models.invoices import Invoice, InvoiceLine, StoredDocument
from invoicing.models.items import Item
from invoicing.models.payments import Allocation, Method, Payment, PaymentClaim

__all__ = [
    "Allocation",
    "Draft",
    "DraftVersion",
    "Invoice",
    "InvoiceLine",
    "Item",
    "Method",
    "Payment",
    "PaymentClaim",
    "StoredDocument",
]
