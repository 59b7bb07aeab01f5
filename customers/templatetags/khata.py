"""The khata in words: kinds of entries, phones, and where an entry's document is."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from smartkhata.core import phones

register = template.Library()

KINDS = {
    "opening": _("Opening balance"),
    "gave": _("You gave"),
    "got": _("You got"),
    "invoice": _("Invoice"),
    "void": _("Invoice void"),
    "payment": _("Payment"),
    "reversal": _("Reversal"),
    "invoice_out": _("Invoice went to its customer"),
    "payment_out": _("Payment went to its customer"),
}
# Whose page shows the document behind an entry: the first word of its source -> the URL's name.
DOCUMENTS = {"invoice": "owner:invoice"}


@register.filter
def entry_word(entry):
    """What happened, in plain words."""
    return KINDS[entry.kind]


@register.filter
def pretty_phone(e164):
    """``+91 98765 43210``"""
    return phones.pretty(e164)


@register.filter
def bare_digits(e164):
    """As wa.me wants a number."""
    return phones.digits(e164)


@register.simple_tag
def document_url(entry, shop):
    """The page of the document that the entry came from; empty where it has none."""
    noun, _colon, rest = entry.source.partition(":")
    return reverse(DOCUMENTS[noun], args=[shop, rest.partition(":")[0]]) if noun in DOCUMENTS else ""
