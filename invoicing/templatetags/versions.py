"""Versions of a draft in words."""

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

# Parts of a draft in plain words, for its versions.
DRAFT_PARTS = {
    "discount": _("Discount on the whole"),
    "delivery_charge": _("Delivery charge"),
    "tax_inclusive": _("Rates include tax"),
    "charge_tax": _("Charge tax"),
    "place_of_supply": _("Place of supply"),
    "place_reason": _("Why this place"),
    "due_on": _("Due"),
    "reference": _("Their order number (PO)"),
    "ship_to": _("Delivery address"),
    "notes": _("Notes"),
}


@register.filter
def draft_words(part):
    """``due_on`` -> Due, ``line 2`` -> Line 2."""
    return DRAFT_PARTS.get(part) or _("Line %(number)s") % {"number": part.removeprefix("line ")}
