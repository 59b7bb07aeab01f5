"""{% told_of invoice=... party=... as rows %}: the timeline of messages, in words."""

from datetime import date

from django import template
from django.utils.translation import gettext_lazy as _

from notifications import selectors
from notifications.states import status_of
from smartkhata.core.templatetags.dates import day

register = template.Library()

CHANNELS = {"sms": _("SMS"), "email": _("E-mail"), "whatsapp": _("WhatsApp"), "push": _("Push message")}
KINDS = {
    "invoice_created": _("Invoice"),
    "receipt_sent": _("Receipt"),
    "welcome": _("Welcome"),
    "payment_reminder": _("Reminder"),
    "overdue": _("Reminder, overdue"),
    "message": _("Message"),
    "gathered": _("Messages of the day"),
    "otp": _("Login code"),
    "invitation": _("Invitation to the team"),
    "password_reset": _("New password"),
    "email_confirmation": _("Proof of an e-mail address"),
    "test": _("Test"),
    "notice": _("Notice to the team"),
    "digest": _("Letter of the day to the team"),
}
# What the owner can do, by channel; the provider's own words stand below it.
ADVICE = {
    "sms": _(
        "The number may be switched off or wrong. Try another way, or ask the customer for their number."
    ),
    "email": _(
        "The mailbox may not exist or be full. Try another way, or ask the customer for their address."
    ),
    "whatsapp": _("This number may not use WhatsApp. Try SMS or e-mail."),
    "push": _("The customer's app did not take it. Try SMS or e-mail."),
}
UNKNOWN = _("The connection broke while sending; it may have arrived. Ask before you send it again.")
RETRIED = _("Tried again by itself until it is too late.")
TWICE = _("May have arrived twice: a worker stopped while sending.")
HELD = _("Waits for the customer's message of the day: they want them together, or had many today.")
GATHERED = _("Went out together with others.")
SHARED = _("Shared by you on WhatsApp.")
NOTES = {"held": HELD, "gathered": GATHERED, "shared": SHARED}


@register.simple_tag
def told_of(party=None, invoice=None, limit=6):
    """The latest messages about an invoice, or to a party."""
    rows = selectors.messages(party=None if invoice else party, invoice=invoice or None)[:limit]
    return [_told(row) for row in rows]


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
def advice(row):
    """What the owner can do about a message that failed."""
    return ADVICE[row.channel]


@register.filter
def state_of_message(row):
    return status_of(row.state)


def _told(row):
    status = status_of(row.state)
    return {
        "row": row,
        "what": KINDS.get(row.kind, row.kind),
        "channel": CHANNELS.get(row.channel, row.channel),
        "status": status,
        "failed": status in ("failed", "bounced"),
        "note": _note(row),
    }


def _note(row):
    """What the owner should know beyond the status."""
    if row.state == "unknown":
        return UNKNOWN
    if row.state in NOTES:
        return row.error_message or NOTES[row.state]
    if row.state == "queued" and row.error_message:
        return f"{row.error_message} {RETRIED}"
    return row.error_message or (TWICE if row.possible_duplicate else "")
