"""How far a message has come. Reports arrive twice and out of order, so a state only ever rises."""

RANK = {
    state: rank
    for rank, state in enumerate(
        (
            "queued",
            "submitting",
            "unknown",
            "accepted",
            "sent",
            "failed",
            "delivered",
            "bounced",
            "opened",
            "shared",
        )
    )
}
# What the documents call it outside.
STATUS = {
    "queued": "pending",
    "submitting": "pending",
    "unknown": "pending",
    "accepted": "sent",
    "shared": "sent",
}

# The management document's words for the same.
ALIASES = {
    "invoice_sent": "invoice_created",
    "payment_received": "receipt_sent",
    "reminder": "payment_reminder",
}


def join(current, reported):
    """The state after a report: the further one. Any order and repetition of reports ends the same."""
    return max(current, reported, key=RANK.__getitem__)


def status_of(state):
    """pending, sent, delivered, opened, bounced or failed."""
    return STATUS.get(state, state)
