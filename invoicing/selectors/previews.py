"""A draft as the document it would become."""

from decimal import Decimal

from invoicing.documents.complete import complete
from invoicing.selectors.documents import pictures_of
from invoicing.selectors.drafts import draft_rows, draft_totals, due_on, place_of_supply
from invoicing.selectors.presenting import buyer_of, language_of, look_of, seller_of, title_of
from invoicing.selectors.templates import content_of, version_of
from smartkhata.core import countries
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError


def preview(draft, business):
    """The Document (documents/shape.py) of a draft, stamped as one and without a number."""
    day = draft.issued_on or today(business)
    totals = draft_totals(draft, business, on=day)
    if totals is None:
        raise DomainError("A rate or a quantity is missing. Enter it first.", code="needs_rate")
    content, state = content_of(version_of(draft.template)), place_of_supply(draft, business)
    states = countries.get(business.country).states
    core = {
        "kind": "invoice",
        "country": business.country,
        "title": title_of(draft, business, totals, content),
        "number": f"{draft.number} (draft)",
        "issued_on": day,
        "due_on": due_on(draft, day),
        "seller": seller_of(business),
        "buyer": buyer_of(draft.party) | draft.walk_in,
        "ship_to": {"address": draft.ship_to} if draft.ship_to else None,
        "reference": draft.reference,
        "currency": business.currency,
        "lines": _lines(draft, totals),
        **{key: getattr(totals, key) for key in ("subtotal", "discount", "tax", "round_off", "total")},
        "tax_lines": [vars(line) for line in totals.tax_lines],
        "tax_inclusive": draft.tax_inclusive,
        "paid": Decimal("0.00"),
        "balance_due": totals.total,
        "place_of_supply": f"{states[state]} ({state})" if state in states else "",
        "place_reason": draft.place_reason,
        "pay": {"bank": business.bank_details},
        "notes": draft.notes,
        "status": "draft",
        "language": language_of(draft.party, business),
        "second": content["second_language"],
        "look": look_of(draft.party),
        **pictures_of(business),
    }
    return complete(core, content)


def _lines(draft, totals):
    numbers = ("quantity", "rate", "discount")
    return [
        {**row, **{key: Decimal(row[key]) for key in numbers}, **vars(line)}
        for row, line in zip(draft_rows(draft), totals.lines, strict=True)
    ]
