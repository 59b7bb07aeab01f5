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
# What a provider's answer proves.
OUTCOME = {"accepted": "accepted", "rejected": "failed", "ambiguous": "unknown"}

# The management document's words for the same.
ALIASES = {
    "invoice_sent": "invoice_created",
    "payment_received": "receipt_sent",
    "reminder": "payment_reminder",
}


def join(current, reported):
    """The state after a report: the further one. Any order and repetition of reports ends the same."""
    return max(current, reported, key=RANK.__getitem__)


def after(current, outcome):
    """The state once a provider has answered: only what surely was not sent goes back into the queue."""
    if outcome == "not_sent":
        return "queued" if current == "submitting" else current
    return join(current, OUTCOME[outcome])


def status_of(state):
    """pending, sent, delivered, opened, bounced or failed."""
    return STATUS.get(state, state)


def together(statuses):
    """One status for several recipients: pending while any is, failed when all are, else the least far."""
    if "pending" in statuses:
        return "pending"
    arrived = [status for status in statuses if status != "failed"]
    return min(arrived, key=RANK.__getitem__) if arrived else "failed"
