"""Which invoices a payment settles: the named one first, then the oldest due; the rest is an advance."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class OpenInvoice:
    """`key` is whatever the caller knows the invoice by; `due` is what is still to be paid of it."""

    key: object
    due: Decimal
    due_on: date
    issued_on: date
    number: str


def allocate(amount, open_invoices, *, first=None):
    """([(key, part)], unallocated): every part is above zero and no larger than the invoice's due."""
    order = sorted(open_invoices, key=lambda row: (row.key != first, row.due_on, row.issued_on, row.number))
    parts, left = [], amount
    for row in order:
        part = min(row.due, left)
        if part > ZERO:
            parts.append((row.key, part))
            left -= part
    return parts, left
