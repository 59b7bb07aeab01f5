"""What was told to whom, and how far it came."""

from notifications.models import Notification
from notifications.states import ALIASES, RANK, status_of

REACHED = RANK["delivered"]


def messages(*, party=None, invoice=None, kind=""):
    """Newest first; `kind` in either document's words."""
    rows = Notification.objects.select_related("party", "invoice").order_by("-created_at", "-pk")
    if party is not None:
        rows = rows.filter(party=party)
    if invoice is not None:
        rows = rows.filter(invoice=invoice)
    return rows.filter(kind=ALIASES.get(kind, kind)) if kind else rows


def answer(row):
    """One message as the documents show it (schema 4, table 22)."""
    return {
        "notification_id": row.number,
        "id": row.pk,
        "customer_id": row.party.number if row.party else None,
        "invoice_id": row.invoice.number if row.invoice else None,
        "type": row.kind,
        "channel": row.channel,
        "recipient": row.recipient,
        "subject": row.subject or None,
        "message": row.body,
        "status": status_of(row.state),
        "sent_at": row.sent_at,
        "delivered_at": row.delivered_at,
        "opened_at": row.opened_at,
        "tracking_id": row.number,
        "error_message": row.error_message or None,
        "retry_count": max(row.attempts - 1, 0),
        "possible_duplicate": row.possible_duplicate,
        "created_at": row.created_at,
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


def _email(row):
    return {
        "sent": bool(row and row.sent_at),
        "delivered": bool(row and RANK[row.state] >= REACHED),
        "opened": bool(row and row.opened_at),
        "opened_at": row.opened_at if row else None,
        "clicks": 0,
    }


def _sms(row):
    return {
        "sent": bool(row and row.sent_at),
        "delivered": bool(row and RANK[row.state] >= REACHED),
        "delivery_status": status_of(row.state) if row else None,
    }
