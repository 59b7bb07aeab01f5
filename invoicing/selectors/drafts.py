"""Drafts and what they would cost."""

from datetime import timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from invoicing.lines import as_lines
from invoicing.models import Draft
from invoicing.selectors.references import find, padded
from invoicing.totals import compute


def drafts_of(party):
    """The party's drafts, newest first, without discarded ones."""
    return (
        Draft.objects.filter(party=party)
        .exclude(status=Draft.Status.DISCARDED)
        .select_related("party", "template")
        .order_by("-created_at", "-pk")
    )


def find_draft(ref, *, party=None):
    """A draft by UUID or number; of another customer it is a 404 too."""
    rows = Draft.objects.select_related("party")
    rows = rows if party is None else rows.filter(party=party)
    return find(rows, ref, missing=_("This draft was not found."), by_number=padded("DRAFT", 3))


def draft_totals(draft, business, *, on=None):
    """Totals of a draft whose numbers are all known; None while one is missing or there is no line.

    The rates are those of `on`, else of the draft's own date, else of today.
    """
    rows = draft_rows(draft)
    if not rows or any(row["rate"] is None or row["quantity"] is None for row in rows):
        return None
    return compute(
        as_lines(rows),
        country=business.country,
        registration=business.registration,
        seller_state=business.state_code,
        place_of_supply=place_of_supply(draft, business),
        discount=draft.discount,
        tax_inclusive=draft.tax_inclusive,
        charge_tax=draft.charge_tax,
        round_to_whole=business.round_totals,
        on=on or draft.issued_on,
    )


def draft_rows(draft):
    """The draft's lines, and the delivery charge as the last of them.

    What is charged for delivery is part of the supply and taxed like it (CGST Act s.8, s.15(2)(c)): at the rate
    of the line with the largest amount.
    """
    if not draft.delivery_charge or not draft.lines:
        return draft.lines
    largest = max(draft.lines, key=_worth)
    charge = {"description": "Delivery", "quantity": "1", "unit": "", "rate": str(draft.delivery_charge)}
    return [
        *draft.lines,
        {**charge, "discount": "0.00", "tax_rate": largest["tax_rate"], "hsn": largest["hsn"], "source": ""}
        | {"tax_code": largest.get("tax_code", "")},
    ]


def _worth(row):
    return Decimal(row["quantity"] or 0) * Decimal(row["rate"] or 0)


def place_of_supply(draft, business):
    """The State where the supply is taxed: as overridden, the buyer's, else the seller's (IGST Act s.10, s.12)."""
    return draft.place_of_supply or draft.party.state_code or business.state_code


def due_on(draft, issued_on):
    """The draft's own due date, else the party's or the shop's terms counted from `issued_on`."""
    return draft.due_on or issued_on + timedelta(days=terms_of(draft.party))


def terms_of(party):
    """Days of payment of a party: their own, else the shop's."""
    return int((party.payment_terms or party.business.payment_terms).removeprefix("net_"))


def over_limit(draft, totals):
    """By how much the customer would owe more than their credit limit; None while they would not."""
    limit = draft.party.credit_limit
    if limit is None or totals is None:
        return None
    over = draft.party.balance + totals.total - limit
    return over if over > 0 else None
