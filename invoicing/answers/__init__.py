"""Rows as the API shows them."""

from invoicing.answers.agreements import dispute, promise
from invoicing.answers.batches import batch, batch_row, period, plan
from invoicing.answers.documents import draft, invoice, invoice_row, plain
from invoicing.answers.money import claim, credit_note, day_book, payment, refund
from invoicing.answers.quotes import quote, quote_row

__all__ = [
    "batch",
    "batch_row",
    "claim",
    "credit_note",
    "day_book",
    "dispute",
    "draft",
    "invoice",
    "invoice_row",
    "payment",
    "period",
    "plain",
    "quote",
    "quote_row",
    "plan",
    "promise",
    "refund",
]
