"""The khata in words: kinds of entries, phones, and where an entry's document is."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from customers.field_words import FIELDS
from customers.forms import TERMS
from customers.selectors.ageing import COLUMNS
from smartkhata.core import phones

register = template.Library()

KINDS = {
    "opening": _("Opening balance"),
    "gave": _("You gave"),
    "got": _("You got"),
    "invoice": _("Invoice"),
    "void": _("Invoice void"),
    "payment": _("Payment"),
    "undo": _("Taken back"),
    "difference": _("Small difference let go"),
    "credit_note": _("Credit note"),
    "debit_note": _("Debit note"),
    "write_off": _("Written off"),
    "tax_withheld": _("Tax withheld"),
    "reversal": _("Payment reversed"),
    "refund": _("Paid back"),
    "invoice_out": _("Invoice went to its customer"),
    "payment_out": _("Payment went to its customer"),
}
# Whose page shows the document behind an entry: the first word of its source -> the URL's name.
DOCUMENTS = {"invoice": "owner:invoice", "payment": "owner:payment", "credit_note": "owner:credit_note"}


@register.filter
def entry_word(entry):
    """What happened, in plain words."""
    return KINDS.get(entry.kind, entry.kind)


@register.filter
def entry_word_for_customer(entry):
    """The same seen from the other side of the counter."""
    return {"gave": _("You took on credit"), "got": _("You paid")}.get(entry.kind) or entry_word(entry)


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


@register.simple_tag
def sending_url(entry, shop):
    """Where the bill that the entry came from is sent; empty for every other entry."""
    noun, _colon, rest = entry.source.partition(":")
    if entry.kind != "invoice" or noun != "invoice" or entry.is_reversed:
        return ""
    return reverse("owner:invoice_send", args=[shop, rest.partition(":")[0]])


@register.simple_tag
def tab_url(name, shop, party):
    """The address of a tab of the customer's page."""
    return reverse(f"owner:{name}", args=[shop, party.pk])


@register.filter
def terms_word(terms):
    """``net_30`` -> 30 days."""
    return dict(TERMS).get(terms, terms)


AGES = (
    _("Not due"),
    _("1–30 days"),
    _("31–60 days"),
    _("61–90 days"),
    _("Over 90 days"),
    _("Advances"),
)


@register.filter
def aged(found):
    """[(word, amount)] of an Ageing, in the order of its columns."""
    return list(zip(AGES, (found.columns[column] for column in COLUMNS), strict=True))


@register.filter
def changed_words(event):
    """What a change was about: ``credit limit (– → 500.00), phone``; personal values are never told."""
    told = event.data.get("changes", {})
    words = []
    for field in event.data.get("fields", ()):
        word = str(FIELDS.get(field, field))
        if field in told:
            before, after = (str(value) if value not in (None, "") else "–" for value in told[field])
            word = f"{word} ({before} → {after})"
        words.append(word)
    return ", ".join(words)
