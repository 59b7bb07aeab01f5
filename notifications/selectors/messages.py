"""What was told to whom, and how far it came."""

from django.db.models import Min
from django.utils.translation import gettext as _

from invoicing.selectors.references import find, padded
from notifications.models import Notification
from notifications.reasons import why_lost
from notifications.said import said
from notifications.states import ALIASES, LOST, RANK, status_of, together
from smartkhata.core.events import subject_of

WAITING = ("queued", "submitting")
REACHED = RANK["delivered"]


def messages(*, party=None, invoice=None, paper=None, kind="", channel="", status=""):
    """Newest first; `paper` is a quote or a credit note, `kind` in either document's words."""
    rows = Notification.objects.select_related("party", "invoice").order_by("-created_at", "-pk")
    wanted = {"party": party, "invoice": invoice, "kind": ALIASES.get(kind, kind), "channel": channel}
    rows = rows.filter(**{field: value for field, value in wanted.items() if value})
    if paper is not None:
        rows = _about(rows, paper)
    return rows.filter(state__in=[s for s in RANK if status_of(s) == status]) if status else rows


def first_told(paper):
    """When a quote or a credit note first went out; None if it never did, or nothing of it arrived."""
    rows = _about(Notification.objects.exclude(state__in=LOST), paper)
    return rows.aggregate(first=Min("created_at"))["first"]


def find_message(ref):
    """A message of the open shop by UUID or number (NOTIF-001); 404 otherwise."""
    rows = Notification.objects.select_related("party", "invoice")
    return find(rows, ref, missing=_("This message was not found."), by_number=padded("NOTIF", 3))


def opens(pk):
    """What the link of a message is about (``"invoice:7f..."``); "" if it has none or is gone."""
    return Notification.objects.filter(pk=pk).values_list("link_subject", flat=True).first() or ""


def brought_by(carrier):
    """The message that brought a link (``"notification:7f..."``); None of a link that was handed over otherwise."""
    kind, _, pk = carrier.partition(":")
    rows = Notification.objects.select_related("invoice")
    return rows.filter(pk=pk).first() if kind == "notification" else None


def any_waiting(keys):
    """Whether one of these messages has not been tried yet."""
    return Notification.objects.filter(pk__in=keys, state__in=WAITING).exists()


def answer(row):
    """One message with the keys of both documents (schema 4, table 22)."""
    return {
        "notification_id": row.number,
        "id": row.pk,
        "business_id": row.business_id,
        "customer_id": row.party.number if row.party else None,
        "invoice_id": row.invoice.number if row.invoice else None,
        "type": row.kind,
        "notification_type": row.kind,
        "channel": row.channel,
        "recipient": row.recipient,
        "recipients": {
            "email": [row.recipient] if row.channel == "email" else [],
            "phone": [] if row.channel == "email" else [row.recipient],
        },
        "subject": row.subject or None,
        "message": row.body,
        "message_body": row.body,
        "status": status_of(row.state),
        "sent_at": row.sent_at,
        "delivered_at": row.delivered_at,
        "opened_at": row.opened_at,
        "clicks": row.clicks,
        "opened_by_machine": row.machine_opens,
        "tracking_id": row.number,
        "error_message": said(row.error_message) or None,
        "failure_reason": why_lost(row)[0] or said(row.error_message) or None,
        "retry_count": max(row.attempts - 1, 0),
        "possible_duplicate": row.possible_duplicate,
        "created_at": row.created_at,
    }


def channel_answer(rows):
    """What became of one channel's rows (or the reason why there are none), as endpoint 9 shows it."""
    if isinstance(rows, str):
        return {"status": "failed", "sent_to": None, "sent_at": None, "error": _(rows)}
    rows = list(Notification.objects.filter(pk__in=[row.pk for row in rows]).order_by("number"))
    return {
        "status": together([status_of(row.state) for row in rows]),
        "sent_to": ", ".join(row.recipient for row in rows),
        "sent_at": min((row.sent_at for row in rows if row.sent_at), default=None),
        "error": next((said(row.error_message) for row in rows if row.error_message), None),
    }


def delivery_of(invoice):
    """Endpoint 14: what is known of the invoice's latest e-mail and SMS."""
    rows = list(messages(invoice=invoice))
    sent = [row.sent_at for row in rows if row.sent_at]
    latest = {row.channel: row for row in reversed(rows)}
    return {
        "invoice_id": invoice.number,
        "id": invoice.pk,
        "sent_at": min(sent, default=None),
        "email": _email(latest.get("email")),
        "sms": _sms(latest.get("sms")),
    }


def _about(rows, paper):
    return rows.filter(party=paper.party_id, link_subject=subject_of(paper))


def _email(row):
    return {
        "sent": bool(row and row.sent_at),
        "delivered": _reached(row),
        **_openings(row),
    }


def _sms(row):
    return {
        "sent": bool(row and row.sent_at),
        "delivered": _reached(row),
        "delivery_status": status_of(row.state) if row else None,
        **_openings(row),
    }


def _openings(row):
    """Of people, and apart from them of machines."""
    return {
        "opened": bool(row and row.opened_at),
        "opened_at": row.opened_at if row else None,
        "clicks": row.clicks if row else 0,
        "opened_by_machine": row.machine_opens if row else 0,
    }


def _reached(row):
    """A bounce ranks above a delivery, because it undoes one."""
    return bool(row and RANK[row.state] >= REACHED and row.state not in ("bounced", "shared", "gathered"))
