"""Rows as the API shows them."""

from invoicing.answers.documents import draft, invoice, invoice_row, plain
from invoicing.answers.money import claim, credit_note, day_book, payment, refund
from invoicing.answers.quotes import quote, quote_row

__all__ = [
    "claim",
    "credit_note",
    "day_book",
    "draft",
    "invoice",
    "invoice_row",
    "payment",
    "plain",
    "quote",
    "quote_row",
    "refund",
]
