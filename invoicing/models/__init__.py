"""Draft -> invoice -> payment."""

from invoicing.models.agreements import Dispute, Promise
from invoicing.models.batches import Batch, BatchRow
from invoicing.models.credit_notes import CreditNote, CreditNoteLine
from invoicing.models.drafter_calls import DrafterCall
from invoicing.models.drafts import Draft, DraftVersion
from invoicing.models.invoices import Correction, Invoice, InvoiceLine, StoredDocument
from invoicing.models.items import Item
from invoicing.models.numbers import NumberSeries
from invoicing.models.payments import Allocation, Method, Payment, PaymentClaim, Refund
from invoicing.models.quotes import Quote
from invoicing.models.recurring import PlanPeriod, RecurringPlan
from invoicing.models.templates import InvoiceTemplate, TemplateVersion

__all__ = [
    "Allocation",
    "Batch",
    "BatchRow",
    "Correction",
    "CreditNote",
    "CreditNoteLine",
    "Dispute",
    "Draft",
    "DraftVersion",
    "DrafterCall",
    "Invoice",
    "InvoiceLine",
    "InvoiceTemplate",
    "Item",
    "Method",
    "NumberSeries",
    "Payment",
    "PaymentClaim",
    "PlanPeriod",
    "Promise",
    "Quote",
    "RecurringPlan",
    "Refund",
    "StoredDocument",
    "TemplateVersion",
]
