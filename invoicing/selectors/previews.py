"""A draft as the document it would become."""

from invoicing.selectors.drafts import draft_rows, draft_totals, due_on, place_of_supply
from smartkhata.core import countries, money
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError


def preview(draft, business):
    """The Document (documents/shape.py) of a draft, titled as a draft and without a number."""
    totals = draft_totals(draft, business)
    if totals is None:
        raise DomainError("A rate or a quantity is missing. Enter it first.", code="needs_rate")
    country, day = countries.get(business.country), today(business)
    lines = [
        {**row, "quantity": row["quantity"], "amount": line.amount, "tax_rate": line.tax_rate}
        for row, line in zip(draft_rows(draft), totals.lines, strict=True)
    ]
    state = place_of_supply(draft, business)
    return {
        "title": country.document_title("invoice", registration=business.registration),
        "number": f"{draft.number} (draft)",
        "issued_on": day,
        "due_on": due_on(draft, day),
        "seller": {"name": business.name, "address": business.address, "tax_id": business.tax_id},
        "buyer": {"name": draft.party.name, "phone": draft.party.phone, "email": draft.party.email}
        | draft.walk_in,
        "currency": business.currency,
        "lines": lines,
        "subtotal": totals.subtotal,
        "discount": totals.discount,
        "tax_lines": [vars(line) for line in totals.tax_lines],
        "tax": totals.tax,
        "tax_inclusive": draft.tax_inclusive,
        "round_off": totals.round_off,
        "total": totals.total,
        "words": money.in_words(totals.total, business.currency),
        "place_of_supply": country.states.get(state, ""),
        "pay": {},
        "pay_code": "",
        "legal_lines": country.legal_lines("invoice", business.registration),
        "notes": draft.notes,
        "status": "draft",
        "language": "en",
    }
