"""Where a supply is taxed, and why: the words that stand beside the choice."""

from django.utils.translation import gettext as _

from invoicing.selectors.drafts import place_of_supply
from smartkhata.core import countries


def place_in_words(draft, business):
    """``Maharashtra (27), like your shop: CGST + SGST``; empty where no state decides."""
    country = countries.get(business.country)
    code = place_of_supply(draft, business)
    if not country.states or code not in country.states or not country.charges_tax(business.registration):
        return ""
    heads = country.split_tax(18, seller_state=business.state_code, place_of_supply=code)
    values = {
        "place": f"{country.states[code]} ({code})",
        "why": _why(draft, business),
        "heads": " + ".join(head.name for head in heads),
    }
    return _("%(place)s, %(why)s: %(heads)s") % values


def _why(draft, business):
    if draft.place_of_supply:
        return draft.place_reason or _("as you chose")
    if draft.party.state_code:
        return _("where the customer is")
    return _("where your shop is, because the customer has no state")
