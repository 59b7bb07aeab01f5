"""Drafts and what they would cost."""

from datetime import timedelta

from invoicing.lines import as_lines
from invoicing.models import Draft
from invoicing.selectors.references import find, padded
from invoicing.totals import compute
from smartkhata.core.models import Business


def drafts_of(party):
    """The party's drafts, newest first, without discarded ones."""
    return (
        Draft.objects.filter(party=party)
        .exclude(status=Draft.Status.DISCARDED)
        .select_related("party")
        .order_by("-created_at", "-pk")
    )


def find_draft(ref, *, party=None):
    """A draft by UUID or number; of another customer it is a 404 too."""
    rows = Draft.objects.select_related("party")
    rows = rows if party is None else rows.filter(party=party)
    return find(rows, ref, what="This draft", by_number=padded("DRAFT", 3))


def draft_totals(draft, business):
    """Totals of a draft whose rates are all known; None while one is missing or there is no line."""
    if not draft.lines or any(line["rate"] is None for line in draft.lines):
        return None
    return compute(
        as_lines(draft.lines),
        country=business.country,
        registration=business.registration,
        seller_state=business.state_code,
        place_of_supply=place_of_supply(draft, business),
        discount=draft.discount,
        tax_inclusive=draft.tax_inclusive,
        charge_tax=draft.charge_tax,
        round_to_whole=business.round_totals,
    )


def place_of_supply(draft, business):
    """The State where the supply is taxed: as overridden, the buyer's, else the seller's (IGST Act s.10, s.12)."""
    return draft.place_of_supply or draft.party.state_code or business.state_code


def due_on(draft, issued_on):
    """The draft's own due date, else the party's or the shop's terms counted from `issued_on`."""
    return draft.due_on or issued_on + timedelta(days=terms_of(draft.party))


def terms_of(party):
    """Days of payment of a party: their own, else the shop's."""
    own = party.payment_terms or Business.objects.values_list("payment_terms", flat=True).get(
        pk=party.business_id
    )
    return int(own.removeprefix("net_"))
