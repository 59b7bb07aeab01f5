"""Versions of a draft in words."""

from django import template
from django.utils.translation import gettext_lazy as _

from invoicing.selectors import versions
from smartkhata.core.templatetags.ui import confidence_words

register = template.Library()

# Parts of a draft in plain words, for its versions.
DRAFT_PARTS = {
    "discount": _("Discount on the whole"),
    "delivery_charge": _("Delivery charge"),
    "tax_inclusive": _("Rates include tax"),
    "charge_tax": _("Charge tax"),
    "place_of_supply": _("Place of supply"),
    "place_reason": _("Why this place"),
    "issued_on": _("Date of the invoice"),
    "due_on": _("Due"),
    "reference": _("Their order number (PO)"),
    "ship_to": _("Delivery address"),
    "notes": _("Notes"),
    "template_id": _("Template"),
}
LINE_PARTS = {
    "description": _("Description"),
    "quantity": _("Quantity"),
    "unit": _("Unit"),
    "rate": _("Rate"),
    "lines": _("Lines added or removed"),
}
BOXES = {
    "discount",
    "delivery_charge",
    "issued_on",
    "due_on",
    "reference",
    "ship_to",
    "place_reason",
    "notes",
}
TOUCHED = _("Changed by hand since: check the numbers.")
ANSWERS = {"True": _("Yes"), "False": _("No")}


@register.filter
def how_sure(draft):
    """How sure the drafter was of what it wrote; of what a person wrote it knows nothing."""
    return TOUCHED if versions.is_touched(draft) else confidence_words(draft)


@register.filter
def draft_words(part):
    """``due_on`` -> Due, ``line 2`` -> Line 2."""
    return DRAFT_PARTS.get(part) or _("Line %(number)s") % {"number": part.removeprefix("line ")}


@register.filter
def edited_words(part):
    """A field that people change in what a machine wrote: ``rate`` -> Rate."""
    return LINE_PARTS.get(part) or DRAFT_PARTS.get(part, part)


@register.filter
def draft_answer(text):
    """What a part said: yes and no in words, the rest as it is."""
    return ANSWERS.get(text, text)


@register.filter
def can_be_filled(part):
    """Whether one press can put the other's words into the box of the part."""
    return part in BOXES
