"""Reading documents and money."""

from invoicing.selectors.claims import claims, find_claim
from invoicing.selectors.documents import PAPERS, document, pay_options, stored_pdf
from invoicing.selectors.drafts import draft_totals, drafts_of, find_draft, over_limit
from invoicing.selectors.invoices import find_invoice, invoices, open_invoices, state_of
from invoicing.selectors.notes import credit_note_document
from invoicing.selectors.panels import panel_of
from invoicing.selectors.payments import find_payment, payments, payments_of
from invoicing.selectors.receipts import receipt_document, refund_document
from invoicing.selectors.templates import find_template, templates

__all__ = [
    "PAPERS",
    "claims",
    "credit_note_document",
    "document",
    "draft_totals",
    "drafts_of",
    "find_claim",
    "find_draft",
    "find_invoice",
    "find_payment",
    "find_template",
    "invoices",
    "open_invoices",
    "over_limit",
    "panel_of",
    "pay_options",
    "payments",
    "payments_of",
    "receipt_document",
    "refund_document",
    "state_of",
    "stored_pdf",
    "templates",
]
