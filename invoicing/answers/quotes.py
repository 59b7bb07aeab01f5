"""Quotes as the API shows them."""

from django.conf import settings

from invoicing.answers.documents import plain
from invoicing.selectors.documents import tax_lines
from invoicing.selectors.quotes import quote_lines, quote_state


def quote_row(row, day):
    """One quote of a list."""
    return {
        "quote_id": row.number,
        "id": row.pk,
        "customer_id": row.party.number,
        "customer_name": row.buyer["name"],
        "status": quote_state(row, day),
        "date": row.issued_on,
        "valid_until": row.valid_until,
        "currency": row.currency,
        "total": row.total,
    }


def quote(row, day):
    """One quote in full."""
    return {
        **quote_row(row, day),
        "items": [_item(line) for line in quote_lines(row)],
        "subtotal": row.subtotal,
        "discount": row.discount,
        "tax": row.tax,
        "tax_lines": tax_lines(row),
        "round_off": row.round_off,
        "reference": row.reference,
        "ship_to": row.ship_to,
        "notes": row.notes,
        "place_of_supply": row.place_of_supply,
        "place_reason": row.place_reason or None,
        "answered_at": row.answered_at,
        "answer": row.answer or None,
        "draft_id": row.draft.number if row.draft else None,
        "pdf_url": f"{settings.PUBLIC_BASE_URL}/api/quotes/{row.number}/pdf",
    }


def _item(line):
    line.pop("position")
    return line | {"quantity": plain(line["quantity"])}
