"""{% told_of invoice=... party=... as rows %}: the timeline of messages, in words."""

from django import template
from django.utils.translation import gettext_lazy as _

from notifications import selectors
from notifications.states import status_of

register = template.Library()

CHANNELS = {"sms": _("SMS"), "email": _("E-mail"), "whatsapp": _("WhatsApp")}
KINDS = {
    "invoice_created": _("Invoice"),
    "receipt_sent": _("Receipt"),
    "welcome": _("Welcome"),
    "otp": _("Login code"),
}
UNKNOWN = _("The connection broke while sending; it may have arrived. Ask before you send it again.")
RETRIED = _("Tried again by itself until it is too late.")
TWICE = _("May have arrived twice: a worker stopped while sending.")
SHARED = _("Shared by you on WhatsApp.")


@register.simple_tag
def told_of(party=None, invoice=None, limit=6):
    """The latest messages about an invoice, or to a party."""
    rows = selectors.messages(party=None if invoice else party, invoice=invoice or None)[:limit]
    return [_told(row) for row in rows]


@register.filter
def channel(name):
    """``sms`` -> SMS."""
    return CHANNELS.get(name, name)


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
    if row.state == "shared":
        return SHARED
    if row.state == "queued" and row.error_message:
        return f"{row.error_message} {RETRIED}"
    return row.error_message or (TWICE if row.possible_duplicate else "")
