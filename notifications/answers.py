"""Answers of the sending routes, with the keys of both documents."""

from django.utils.translation import gettext, gettext_noop

from notifications import selectors
from notifications.own_words import why_not
from notifications.said import said
from notifications.services.carrying import carried
from notifications.services.outbox import rows_of
from notifications.services.shortfalls import missing_of

REGISTERED = ("sms", "whatsapp")
KEEPS_LINK = gettext_noop("The registered text of this channel always has its link.")


def answer_of(invoice, told, message):
    """Endpoints 9 and 12: what was sent by which channel."""
    return {"invoice_id": invoice.number, "id": invoice.pk} | _sent(told, message)


def quote_answer(quote, told, message):
    """The same of a quote."""
    return {"quote_id": quote.number, "id": quote.pk} | _sent(told, message)


def credit_note_answer(note, told, message):
    return {"credit_note_id": note.number, "id": note.pk} | _sent(told, message)


def answer_to_customer(invoice, told, asked):
    """Network endpoint 3: one key for each channel, and the channels that took it."""
    via = {channel: _channel(rows) for channel, rows in told.items()}
    rows = rows_of(told)
    for channel, entry in via.items():
        lost = _lost(channel, told[channel], asked["custom_message"])
        keeps_link = channel in REGISTERED and not asked["include_payment_link"]
        _note(entry, *lost, gettext(KEEPS_LINK) if keeps_link else "")
    return {
        "notification_id": rows[0].pk,
        "invoice_id": invoice.pk,
        "customer_id": invoice.party_id,
        "channels_sent": [
            name for name, entry in via.items() if entry["message_id"] and entry["status"] != "failed"
        ],
        **via,
        "created_at": rows[0].created_at,
    }


def scheduled_answer(planned):
    """Endpoint 9 with schedule_send, and the same of a quote or a credit note: nothing is claimed, and what would not
    go is said."""
    via = {channel: _waits(rows) for channel, rows in planned.foreseen.items()}
    for channel, rows in planned.foreseen.items():
        _note(via[channel], *_lost(channel, rows, planned.message))
    name = {"invoice": "invoice_id", "quote": "quote_id", "creditnote": "credit_note_id"}[planned.sort]
    return {
        name: planned.document.number,
        "id": planned.document.pk,
        "status": "pending",
        "sent_via": via,
        "tracking": {f"{channel}_tracking_id": None for channel in planned.channels},
        "scheduled": scheduled_entry(planned),
    }


def scheduled_entry(row):
    return {
        "id": row.pk,
        "invoice_id": row.document.number if row.sort == "invoice" else None,
        "quote_id": row.document.number if row.sort == "quote" else None,
        "credit_note_id": row.document.number if row.sort == "creditnote" else None,
        "customer_id": row.document.party.number,
        "channels": row.channels,
        "local_time": row.local_time,
        "time_zone": row.time_zone,
        "due_at": row.due_at,
        "state": row.state,
        "error_message": said(row.error_message) or None,
    }


def _sent(told, message):
    via = {channel: selectors.channel_answer(rows) for channel, rows in told.items()}
    for channel, rows in told.items():
        _note(via[channel], *_lost(channel, rows, message))
    return {
        "status": _status([entry["status"] for entry in via.values()]),
        "sent_via": via,
        "tracking": {
            f"{channel}_tracking_id": rows[0].number if isinstance(rows, list) else None
            for channel, rows in told.items()
        },
    }


def _waits(rows):
    if isinstance(rows, str):
        return selectors.channel_answer(rows)
    return {"status": "pending", "sent_to": None, "sent_at": None, "error": None}


def _lost(channel, rows, message):
    """What did not go as it was asked, sentence by sentence; why nothing went at all is the entry's error."""
    if isinstance(rows, str):
        return []
    words = _lost_words(channel, [row.recipient for row in rows], message)
    return [words, *missing_of(rows), _may_not_arrive(rows[0])]


def _may_not_arrive(row):
    if row.channel != "whatsapp":
        return ""
    return gettext(
        carried(row.channel, row.recipient, kind=row.kind, tone=row.template, language=row.language)[1]
    )


def _lost_words(channel, addresses, message):
    """Why the owner's words did not go along to one of these; empty if they did."""
    return next(filter(None, (why_not(channel, to) for to in addresses)), "") if message else ""


def _note(entry, *sentences):
    if any(sentences):
        entry["note"] = "\n".join(str(sentence) for sentence in sentences if sentence)


def _channel(rows):
    entry = selectors.channel_answer(rows)
    return {
        "status": entry["status"],
        "message_id": rows[0].number if isinstance(rows, list) else None,
        "recipient": entry["sent_to"],
        "error": entry["error"],
    }


def _status(statuses):
    """Sent as soon as one channel has it: the customer can be reached."""
    if set(statuses) - {"pending", "failed"}:
        return "sent"
    return "pending" if "pending" in statuses else "failed"
