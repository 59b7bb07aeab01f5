"""Answers of the sending routes, with the keys of both documents."""

from notifications import selectors

ONLY_BY_EMAIL = "Your own words go by e-mail only; this text is fixed."
KEEPS_LINK = "The registered text of this channel always has its link."


def answer_of(invoice, told, message):
    """Endpoints 9 and 12: what was sent by which channel."""
    via = {channel: selectors.channel_answer(rows) for channel, rows in told.items()}
    if message:
        for channel in via.keys() - {"email"}:
            via[channel]["note"] = ONLY_BY_EMAIL
    return {
        "invoice_id": invoice.number,
        "id": invoice.pk,
        "status": _status([entry["status"] for entry in via.values()]),
        "sent_via": via,
        "tracking": {
            f"{channel}_tracking_id": rows[0].number if isinstance(rows, list) else None
            for channel, rows in told.items()
        },
    }


def answer_to_customer(invoice, told, asked):
    """Network endpoint 3: one key for each channel, and the channels that took it."""
    via = {channel: _channel(rows) for channel, rows in told.items()}
    rows = [row for rows in told.values() if isinstance(rows, list) for row in rows]
    for channel, entry in via.items():
        if asked["custom_message"] and channel != "email":
            entry["note"] = ONLY_BY_EMAIL
        elif not asked["include_payment_link"] and channel == "sms":
            entry["note"] = KEEPS_LINK
    return {
        "notification_id": rows[0].pk,
        "invoice_id": invoice.pk,
        "customer_id": invoice.party_id,
        "channels_sent": [name for name, entry in via.items() if entry["message_id"]],
        **via,
        "created_at": rows[0].created_at,
    }


def scheduled_answer(invoice, planned):
    """Endpoint 9 with schedule_send: every channel waits, nothing is claimed."""
    via = {
        channel: {"status": "pending", "sent_to": None, "sent_at": None, "error": None}
        for channel in planned.channels
    }
    return {
        "invoice_id": invoice.number,
        "id": invoice.pk,
        "status": "pending",
        "sent_via": via,
        "tracking": {f"{channel}_tracking_id": None for channel in planned.channels},
        "scheduled": scheduled_entry(planned),
    }


def scheduled_entry(row):
    return {
        "id": row.pk,
        "invoice_id": row.invoice.number,
        "customer_id": row.invoice.party.number,
        "channels": row.channels,
        "local_time": row.local_time,
        "time_zone": row.time_zone,
        "due_at": row.due_at,
        "state": row.state,
        "error_message": row.error_message or None,
    }


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
