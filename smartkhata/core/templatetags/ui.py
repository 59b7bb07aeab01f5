"""Tags of the design: {% icon %}, {% field %}, {% status %}, {% current %}, {% address %}."""

from functools import lru_cache

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from heroicons.templatetags.heroicons import heroicon_mini, heroicon_outline

from smartkhata.core.fact_words import FACTS

register = template.Library()

# Every state has a word and a shape besides its colour.
STATES = {
    "checking": ("warn", _("Being looked at")),
    "checked": ("info", _("Ready to write")),
    "applying": ("warn", _("Being written")),
    "applied": ("good", _("Written")),
    "undoing": ("warn", _("Being taken back")),
    "undone": ("", _("Taken back")),
    "new": ("good", _("New")),
    "changed": ("info", _("Changed")),
    "same": ("", _("Same")),
    "duplicate": ("warn", _("Duplicate")),
    "error": ("bad", _("To mend")),
    "paid": ("good", _("Paid")),
    "open": ("info", _("Open")),
    "unpaid": ("info", _("Unpaid")),
    "partly_paid": ("warn", _("Partly paid")),
    "overdue": ("bad", _("Overdue")),
    "void": ("", _("Void")),
    "written_off": ("", _("Written off")),
    "reversed": ("bad", _("Reversed")),
    "good": ("good", _("Good")),
    "warning": ("warn", _("Due soon")),
    "active": ("good", _("Active")),
    "inactive": ("", _("Inactive")),
    "suspended": ("bad", _("Suspended")),
    "pending": ("warn", _("Waiting")),
    "confirmed": ("good", _("Confirmed")),
    "rejected": ("bad", _("Rejected")),
    "draft": ("info", _("Draft")),
    "reviewed": ("info", _("Reviewed")),
    "sent": ("good", _("Sent")),
    "delivered": ("good", _("Delivered")),
    "opened": ("good", _("Opened")),
    "failed": ("bad", _("Failed")),
    "paused": ("warn", _("Paused")),
    "ended": ("", _("Over")),
    "issued": ("good", _("Billed")),
    "skipped": ("", _("Left out")),
    "missed": ("warn", _("Missed")),
    "excluded": ("", _("Left out")),
    "waiting": ("warn", _("Waiting")),
    "queued": ("info", _("On its way")),
    "running": ("info", _("Running")),
    "done": ("good", _("Done")),
    "unread": ("info", _("New")),
    "healthy": ("good", _("Working")),
    "test_only": ("", _("Test only")),
    "fallen": ("bad", _("Fell")),
    "few_arrive": ("bad", _("Few arrive")),
    "no_word": ("", _("Tells us nothing")),
    "too_few": ("", _("Too few to tell")),
    "held_back": ("bad", _("Held back")),
    "off": ("", _("Off")),
    "own_account": ("good", _("Your own account")),
    "bounced": ("bad", _("Came back")),
    "accepted": ("good", _("Accepted")),
    "declined": ("bad", _("Declined")),
    "withdrawn": ("", _("Withdrawn")),
    "expired": ("warn", _("Expired")),
    "disputed": ("bad", _("Disputed")),
    "settled": ("good", _("Settled")),
}
# Where the name of a state says too little to people: (what it is of, state) -> the state whose word they read.
TOLD_AS = {("bill", "open"): "unpaid", ("quote", "open"): "waiting"}


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name, style="outline"):
    """An icon of heroicons (outline or mini), hidden from screen readers: words carry the meaning.

    Drawn once: a page has up to sixty, and each is a copied and serialized tree.
    """
    draw = heroicon_mini if style == "mini" else heroicon_outline
    return draw(name, size=None, **{"class": "icon", "aria-hidden": "true"})


@register.simple_tag
def status(state, of=""):
    """A badge with the word of a state; `of` bill or quote, whose states are the same to shop and customer."""
    colour, word = STATES.get(TOLD_AS.get((of, state), state), ("", state))
    return format_html('<span class="status {}">{}</span>', colour, word)


@register.inclusion_tag("parts/field.html")
def field(bound, kind=""):
    """A form field with label, help and what is wrong with it; `kind` is added to its class."""
    widget = bound.field.widget
    attributes = {"aria-describedby": f"{bound.auto_id}-help"} if bound.help_text or bound.errors else {}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return {
        "field": bound,
        "control": bound.as_widget(attrs={**widget.attrs, **attributes}),
        "kind": kind,
        "is_check": getattr(widget, "input_type", "") == "checkbox",
    }


@register.simple_tag(takes_context=True)
def current(context, *names):
    """``aria-current="page"`` on the link of the page one is on."""
    match = context["request"].resolver_match
    return format_html(' aria-current="{}"', "page") if match and match.url_name in names else ""


@register.simple_tag
def address(name, *args):
    """The address of a page, or nothing while the product has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.filter
def initials(name):
    """``Ramesh Kumar`` -> ``RK``: two letters for an avatar."""
    words = [word for word in str(name).split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


@register.filter
def fact(name):
    """What happened, in plain words."""
    return FACTS.get(name, name)


# Why a machine's draft wants a person's look.
FLAGS = {
    "needs_rate": _("A rate is missing: neither your sentence nor an earlier invoice tells it."),
    "needs_quantity": _("A quantity is missing. Add how many."),
    "needs_context": _("The sentence names nothing to bill. Add a line."),
    "ambiguous": _("A number can be read in two ways. Check quantity and rate of each line."),
    "ambiguous_due": _("The due date is unclear. Choose the day."),
    "negative_quantity": _("A quantity is below zero. For goods that came back, write a credit note."),
    "zero_quantity": _("A quantity is zero. Enter how many."),
    "currency_mismatch": _("The sentence names another currency than your shop's. Check the rates."),
    "tax_conflict": _("The sentence wants another tax than your shop charges. Check the tax."),
    "absurd_amount": _("The amount is unusual. Check quantity and rate."),
    "readings_differ": _("Two readers of the sentence found different numbers. Both are shown: choose."),
    "discount_waits": _("A discount in per cent was said. Enter its amount once the lines are complete."),
    "prompt_injection": _(
        "Part of the sentence was an instruction to the machine. It was left out; check the lines."
    ),
    "rate_from_history": _("A rate was taken from an earlier invoice."),
    "from_last_invoice": _("Copied from the last invoice."),
    "payment_mentioned": _("The sentence speaks of money already paid. Record it as a payment."),
    "line_discount": _("The discount on one line was added to the discount on the whole."),
    "free_item": _("One line is free of charge."),
    "unit_converted": _("A quantity was told in the unit of its rate."),
    "unusual_amount": _("An amount is unusual for this customer."),
    "maybe_duplicate": _("A recent invoice bills the same."),
    "over_credit_limit": _("This takes the customer over their credit limit."),
    "tax_preference": _("This customer's bills were set to leave out tax."),
}
# These only inform: nothing has to be done.
QUIET_FLAGS = frozenset(
    ("rate_from_history", "from_last_invoice", "line_discount", "free_item", "unit_converted")
)


@register.filter
def confidence_words(draft):
    """How sure the drafter was, with the reason."""
    if any(flag not in QUIET_FLAGS for flag in draft.flags):
        return _("Check first: something below needs your look.")
    if any(flag in QUIET_FLAGS for flag in draft.flags):
        return _("Fairly sure: not every number stands in your sentence.")
    return _("Sure: every number stands in your sentence.")


@register.filter
def flag_is_quiet(flag):
    return flag in QUIET_FLAGS


@register.filter
def flag_words(flag):
    """A drafter's flag in plain words."""
    return FLAGS.get(flag, flag.replace("_", " "))


@register.filter
def plain_text(number):
    """3.000 -> 3 inside a form; what is no number stays as typed."""
    text = "" if number is None else str(number)
    return text.rstrip("0").rstrip(".") if "." in text and text.replace(".", "", 1).isdigit() else text
