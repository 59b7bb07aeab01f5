"""Payments, refunds, credit notes and claims as the API shows them."""

from django.conf import settings

from invoicing import selectors
from invoicing.answers.documents import plain

NOTE_LINE = (
    "position",
    "description",
    "hsn",
    "quantity",
    "unit",
    "rate",
    "discount",
    "tax_rate",
    "amount",
    "by_amount",
)


def payment(row):
    return {
        "payment_id": row.pk,
        "receipt_number": row.number,
        "customer_id": row.party.number,
        "amount": row.amount,
        "withheld": row.withheld,
        "currency": row.currency,
        "method": row.method,
        "reference": row.reference,
        "received_on": row.received_on,
        "allocations": [
            {"invoice_id": part.invoice and part.invoice.number, "kind": part.kind, "amount": part.amount}
            for part in row.allocations.all()
        ],
        "unallocated": selectors.credits.credit_left(row),
        "reversed_on": row.reversed_on,
        "reversal": row.reversal or None,
        "balance_after": row.balance_after,
        "receipt_url": f"{settings.PUBLIC_BASE_URL}/api/payments/{row.pk}/receipt",
    }


def refund(row):
    return {
        "refund_id": row.pk,
        "number": row.number,
        "amount": row.amount,
        "currency": row.currency,
        "method": row.method,
        "reference": row.reference,
        "paid_on": row.paid_on,
    }


def credit_note(row):
    return {
        "credit_note_id": row.number,
        "id": row.pk,
        "customer_id": row.party.number,
        "customer_name": row.buyer["name"],
        "invoice_id": row.invoice.number,
        "date": row.issued_on,
        "reason": row.reason,
        "currency": row.currency,
        "items": [{**line, "quantity": plain(line["quantity"])} for line in row.lines.values(*NOTE_LINE)],
        "subtotal": row.subtotal,
        "discount": row.discount,
        "tax": row.tax,
        "tax_lines": selectors.documents.tax_lines(row),
        "round_off": row.round_off,
        "total": row.total,
        "left": selectors.credits.credit_left(row),
    }


def day_book(book):
    return {
        "date": book.day,
        "entries": [
            {
                "customer_id": entry.party.number,
                "customer_name": entry.party.name,
                "type": entry.kind,
                "amount": entry.amount,
                "note": entry.note,
            }
            for entry in book.entries
        ],
        "money": [{"method": till.method, **_till(till)} for till in book.tills],
        "total": _till(book.total),
    }


def _till(till):
    return {name: getattr(till, name) for name in ("before", "received", "returned", "after")}


def claim(row):
    return {
        "claim_id": row.pk,
        "customer_id": row.party.number,
        "customer_name": row.party.name,
        "invoice_id": row.invoice.number,
        "amount": row.amount,
        "method": row.method,
        "reference": row.reference,
        "paid_on": row.paid_on,
        "status": row.status,
        "reason": row.reason or None,
        "payment_id": row.payment_id,
        "claimed_at": row.claimed_at,
        "decided_at": row.decided_at,
    }
