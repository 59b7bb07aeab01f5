"""Reading documents and money."""

from invoicing.selectors.claims import claims, find_claim
from invoicing.selectors.documents import document, pay_options, receipt_document, stored_pdf
from invoicing.selectors.drafts import draft_totals, drafts_of, find_draft
from invoicing.selectors.invoices import find_invoice, invoices, open_invoices, state_of
from invoicing.selectors.panels import panel_of
from invoicing.selectors.payments import find_payment, payments_of

__all__ = [
    "claims",
    "document",
    "draft_totals",
    "drafts_of",
    "find_claim",
    "find_draft",
    "find_invoice",
    "find_payment",
    "invoices",
    "open_invoices",
    "panel_of",
    "pay_options",
    "payments_of",
    "receipt_document",
    "state_of",
    "stored_pdf",
]
