"""{% told_of invoice=... party=... as rows %}: the timeline of messages, in words, each with the next step."""

from datetime import date

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from notifications import selectors
from notifications.reasons import why_lost
from notifications.said import said
from notifications.states import LOST, READ, is_machine, status_of
from smartkhata.core.templatetags.dates import day

register = template.Library()
register.filter(said)

CHANNELS = {"sms": _("SMS"), "email": _("E-mail"), "whatsapp": _("WhatsApp"), "push": _("Push message")}
ZONES = {"Asia/Kolkata": _("India time"), "Africa/Nairobi": _("Kenya time")}
KINDS = {
    "invoice_created": _("Invoice"),
    "quote_given": _("Quote"),
    "credit_note_given": _("Credit note"),
    "receipt_sent": _("Receipt"),
    "welcome": _("Welcome"),
    "payment_reminder": _("Reminder"),
    "overdue": _("Reminder, overdue"),
    "stopped": _("Answer to STOP"),
    "message": _("Message"),
    "gathered": _("Messages of the day"),
    "otp": _("Login code"),
    "invitation": _("Invitation to the team"),
    "password_reset": _("New password"),
    "email_confirmation": _("Proof of an e-mail address"),
    "test": _("Test"),
    "trial": _("Test of a text"),
    "notice": _("Notice to the team"),
    "digest": _("Letter of the day to the team"),
}
PAPERS = {"quote_given": "owner:quote_send", "credit_note_given": "owner:credit_note_send"}
# What a provider reported, as a person would say it.
STEPS = {
    "accepted": _("Taken by the provider"),
    "sent": _("On its way"),
    "deferred": _("The other side lets it wait"),
    "delivered": _("Delivered"),
    "opened": _("Opened"),
    "clicked": _("Link pressed"),
    "previewed": _("Looked at by the shop"),
    "bounced": _("Came back"),
    "failed": _("Failed"),
    "complained": _("Marked as spam"),
    "unsubscribed": _("Wants no more of these"),
}
MACHINE = _("Opened (may be automatic)")
BY_MACHINE = {"opened": MACHINE, "clicked": _("Link opened (may be automatic)")}
UNKNOWN = _("The connection broke while sending; it may have arrived. Ask before you send it again.")
CHECKING = _("We are checking with the provider.")
RETRIED = _("Tried again by itself until it is too late.")
TWICE = _("May have arrived twice: a worker stopped while sending.")
HELD = _("Waits for the customer's message of the day: they want them together, or had many today.")
GATHERED = _("Went out together with others.")
SHARED = _("Shared by you on WhatsApp.")
NOTES = {"held": HELD, "gathered": GATHERED, "shared": SHARED}
MEND = {
    "email": _("Check the e-mail address"),
    "sms": _("Check the number"),
    "whatsapp": _("Check the number"),
}


@register.simple_tag
def told_of(party=None, invoice=None, paper=None, limit=6):
    """The latest messages about an invoice, a quote or a credit note (`paper`), or to a party."""
    rows = selectors.messages(party=None if invoice else party, invoice=invoice or None, paper=paper or None)
    return [told(row) for row in rows.prefetch_related("reports")[:limit]]


@register.simple_tag
def any_under_way(rows):
    """Whether one of them may change within the next moments."""
    return any(entry["row"].state in ("queued", "submitting") for entry in rows)


@register.filter
def zone(name):
    """``Africa/Nairobi`` -> Kenya time."""
    return ZONES.get(name, name)


@register.filter
def channel(name):
    """``sms`` -> SMS."""
    return CHANNELS.get(name, name)


PROVIDERS = {
    "outbox": _("SmartKhata's outbox: nothing leaves this copy"),
    "django_email": _("SmartKhata's mail server"),
    "sendgrid": "SendGrid",
    "twilio": "Twilio",
    "msg91": "MSG91",
    "africastalking": "Africa's Talking",
    "none": _("nobody: not set up"),
}


@register.filter
def provider_name(name):
    """``msg91`` -> MSG91."""
    return PROVIDERS.get(name, name)


@register.filter
def kind_name(kind):
    """``invoice_created`` -> Invoice."""
    return KINDS.get(kind, kind)


@register.filter
def group_name(name):
    """A channel, a type, or a day of the report in words."""
    try:
        return day(date.fromisoformat(name))
    except ValueError:
        return CHANNELS.get(name) or KINDS.get(name, name)


@register.filter
def lost(row):
    """(why it reached nobody with what the owner can do, the provider's own words)."""
    return why_lost(row)


@register.filter
def state_of_message(row):
    return status_of(row.state)


@register.simple_tag
def next_steps(entry, shop):
    """[(what the owner can do, its address)] about a message that reached nobody."""
    row = entry["row"]
    if selectors.carrier_of(row).state not in LOST or row.party_id is None:
        return []
    steps = (
        [(MEND[row.channel], reverse("owner:customer_edit", args=[shop, row.party_id]))]
        if row.channel in MEND
        else []
    )
    if row.invoice_id and row.invoice.status == "open":
        steps.append((_("Send it another way"), reverse("owner:invoice_send", args=[shop, row.invoice_id])))
    if row.kind in PAPERS:
        _kind, _colon, paper = row.link_subject.partition(":")
        steps.append((_("Send it another way"), reverse(PAPERS[row.kind], args=[shop, paper])))
    return steps


def told(row):
    """One message as the page shows it."""
    carrier = selectors.carrier_of(row)
    status = "settled" if carrier.state == "gathered" else status_of(carrier.state)
    words, code = why_lost(carrier)
    return {
        "row": row,
        "what": KINDS.get(row.kind, row.kind),
        "channel": CHANNELS.get(row.channel, row.channel),
        "status": status,
        "failed": status in ("failed", "bounced"),
        "is_out": bool(carrier.sent_at),
        "note": words or _note(row),
        "code": code,
        "steps": _steps(row),
    }


def _steps(row):
    """[(moment, words)] of what happened, in its order; the same words once a minute."""
    sent_at = selectors.carrier_of(row).sent_at
    steps = [(sent_at, STEPS["accepted"])] if sent_at and row.state != "shared" else []
    for event in sorted(row.reports.all(), key=lambda event: event.at):
        automatic = event.word in READ and is_machine(event, row.delivered_at)
        words = BY_MACHINE[event.word] if automatic else STEPS.get(event.word, event.word)
        if not steps or steps[-1][1] != words:
            steps.append((event.at, words))
    if row.times_seen > 1:
        words = ngettext("Opened %(n)s time by now", "Opened %(n)s times by now", row.times_seen)
        steps.append((row.last_seen_at, words % {"n": row.times_seen}))
    return sorted(steps, key=lambda step: step[0])


def _note(row):
    """What the owner should know beyond the status."""
    carrier = selectors.carrier_of(row)
    if carrier is not row and not carrier.sent_at:
        return _note(carrier)
    if row.state == "unknown":
        return f"{UNKNOWN} {CHECKING}" if row.provider else UNKNOWN
    why = said(row.error_message)
    if row.state in NOTES:
        return why or NOTES[row.state]
    if row.state == "queued" and why:
        return f"{why} {RETRIED}"
    if row.machine_opens and not row.opened_at and not why:
        return MACHINE
    return why or (TWICE if row.possible_duplicate else "")
