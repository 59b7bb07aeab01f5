"""What was told to whom, and how far it came."""

from django.db.models import Min, Q
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
    rows = Notification.objects.select_related("party", "invoice", "gathered_in")
    rows = rows.order_by("-created_at", "-pk")
    wanted = {"party": party, "invoice": invoice, "kind": ALIASES.get(kind, kind), "channel": channel}
    rows = rows.filter(**{field: value for field, value in wanted.items() if value})
    if paper is not None:
        rows = _about(rows, paper)
    return _having(rows, status) if status else rows


def carrier_of(row):
    """The message that carries what `row` was to tell: the customer's message of the day, else itself. How far it came
    is how far that came."""
    return row.gathered_in or row


def first_told(paper):
    """When a quote or a credit note first went out; None if it never did, or nothing of it arrived."""
    rows = _about(Notification.objects.exclude(state__in=LOST), paper)
    return rows.aggregate(first=Min("created_at"))["first"]


def find_message(ref):
    """A message of the open shop by UUID or number (NOTIF-001); 404 otherwise."""
    rows = Notification.objects.select_related("party", "invoice", "gathered_in")
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
    carrier = carrier_of(row)
    reason = said(row.error_message or carrier.error_message) or None
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
        "status": status_of(carrier.state),
        "sent_at": carrier.sent_at,
        "delivered_at": carrier.delivered_at,
        "opened_at": carrier.opened_at,
        "clicks": carrier.clicks,
        "opened_by_machine": carrier.machine_opens,
        "tracking_id": row.number,
        "error_message": reason,
        "failure_reason": why_lost(carrier)[0] or reason,
        "retry_count": max(row.attempts - 1, 0),
        "possible_duplicate": row.possible_duplicate,
        "created_at": row.created_at,
    }


def channel_answer(rows):
    """What became of one channel's rows (or the reason why there are none), as endpoint 9 shows it."""
    if isinstance(rows, str):
        return {"status": "failed", "sent_to": None, "sent_at": None, "error": _(rows)}
    rows = Notification.objects.filter(pk__in=[row.pk for row in rows])
    rows = list(rows.select_related("gathered_in").order_by("number"))
    return {
        "status": together([status_of(carrier_of(row).state) for row in rows]),
        "sent_to": ", ".join(row.recipient for row in rows),
        "sent_at": _first_sent(rows),
        "error": next((said(row.error_message) for row in rows if row.error_message), None),
    }


def delivery_of(invoice):
    """Endpoint 14: how far the bill itself has come by each channel: of the last press of Send, and of what took its
    place, at the address where it came furthest."""
    rows = list(messages(invoice=invoice, kind="invoice_created"))
    last = {channel: _last_press(rows, channel) for channel in ("email", "sms", "whatsapp")}
    furthest = {channel: max(mine, key=_how_far, default=None) for channel, mine in last.items()}
    return {
        "invoice_id": invoice.number,
        "id": invoice.pk,
        "sent_at": _first_sent([row for mine in last.values() for row in mine]),
        "email": _email(furthest["email"]),
        "sms": _sms(furthest["sms"]),
        "whatsapp": _sms(furthest["whatsapp"]),
    }


def _having(rows, status):
    states = [state for state in RANK if status_of(state) == status]
    return rows.filter(Q(gathered_in=None, state__in=states) | Q(gathered_in__state__in=states))


def _last_press(rows, channel):
    """Those of `rows` that the last press by `channel` made, and the copies that took their places."""
    known = {row.pk: row for row in rows}
    moments = {row: _pressed_at(row, known) for row in rows if row.channel == channel}
    last = max(moments.values(), default=None)
    return [row for row, moment in moments.items() if moment == last]


def _pressed_at(row, known):
    while row.replaces_id in known:
        row = known[row.replaces_id]
    return row.created_at


def _how_far(row):
    """What reached nobody comes before everything that may yet."""
    state = carrier_of(row).state
    return state not in LOST, RANK[state]


def _sent_at(row):
    """When it was handed over: to a provider, or by the owner's own hand."""
    return row.created_at if row.state == "shared" else carrier_of(row).sent_at


def _first_sent(rows):
    return min(filter(None, map(_sent_at, rows)), default=None)


def _about(rows, paper):
    return rows.filter(party=paper.party_id, link_subject=subject_of(paper))


def _email(row):
    return {
        "sent": bool(row and _sent_at(row)),
        "delivered": _reached(row),
        **_openings(row),
    }


def _sms(row):
    return {
        "sent": bool(row and _sent_at(row)),
        "delivered": _reached(row),
        "delivery_status": status_of(carrier_of(row).state) if row else None,
        **_openings(row),
    }


def _openings(row):
    """Of people, and apart from them of machines."""
    row = row and carrier_of(row)
    return {
        "opened": bool(row and row.opened_at),
        "opened_at": row.opened_at if row else None,
        "clicks": row.clicks if row else 0,
        "opened_by_machine": row.machine_opens if row else 0,
    }


def _reached(row):
    """A bounce ranks above a delivery, because it undoes one."""
    state = carrier_of(row).state if row else "held"
    return RANK[state] >= REACHED and state not in ("bounced", "shared", "gathered")
