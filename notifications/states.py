"""How far a message has come. Reports arrive twice and out of order, so a state only ever rises."""

RANK = {
    state: rank
    for rank, state in enumerate(
        (
            "held",
            "queued",
            "submitting",
            "unknown",
            "accepted",
            "sent",
            "failed",
            "quarantined",
            "delivered",
            "bounced",
            "opened",
            "shared",
            "gathered",
        )
    )
}
# What the documents call it outside.
STATUS = {
    "held": "pending",
    "queued": "pending",
    "submitting": "pending",
    "unknown": "pending",
    "accepted": "sent",
    "shared": "sent",
    # What a message of the day carries has that one's status; else there was nothing to tell any more.
    "gathered": "failed",
    "quarantined": "failed",
}
# Not with a provider yet, as far as anybody knows.
PENDING = tuple(state for state, word in STATUS.items() if word == "pending")
# Where a message ends that did not reach anybody.
LOST = ("failed", "quarantined", "bounced")
# What a provider's answer proves.
OUTCOME = {"accepted": "accepted", "rejected": "failed", "ambiguous": "unknown"}

# The management document's words for the same.
ALIASES = {
    "invoice_sent": "invoice_created",
    "payment_received": "receipt_sent",
    "reminder": "payment_reminder",
}


# What a report proves about the message itself. Of the others (complained, unsubscribed) only a note is kept.
REPORTED = {
    "accepted": "accepted",
    "sent": "sent",
    "deferred": "sent",
    "failed": "failed",
    "bounced": "bounced",
    "delivered": "delivered",
    "opened": "opened",
    "clicked": "opened",
}
READ = ("opened", "clicked")
# Only its owner or its reader's wishes bring a message here, and no report takes it away.
BY_HAND = ("shared", "gathered")
# Who opens a mail this soon after its delivery is a scanner.
MACHINE_SECONDS = 2


def join(current, reported):
    """The state after a report: the further one. Any order and repetition of reports ends the same."""
    return max(current, reported, key=RANK.__getitem__)


def after(current, outcome):
    """The state once a provider has answered: only what surely was not sent goes back into the queue."""
    if outcome == "not_sent":
        return "queued" if current == "submitting" else current
    return join(current, OUTCOME[outcome])


def fold(current, reports):
    """What all reports of a message say together, whatever their order: the fields that follow from them.

    `reports` have `word`, `at`, `is_machine`, `is_own` and `reason`. What stands above quarantined comes from
    reports alone, so it is counted anew: a delivery that is reported late shows that an early opening was a
    machine's. What we saw ourselves is counted first: a provider's reports of the same are not added to it.
    """
    reports = sorted((row for row in reports if row.word in REPORTED), key=lambda row: (row.at, row.word))
    if not reports:
        return {}
    delivered_at = next((row.at for row in reports if row.word == "delivered"), None)
    read = [row for row in reports if row.word in READ]
    people = [row for row in read if not is_machine(row, delivered_at)]
    machines = [row for row in read if is_machine(row, delivered_at)]
    # A machine that fetches the mail has it.
    states = [REPORTED[row.word] for row in reports if row.word not in READ]
    states += ["opened"] * bool(people) + ["delivered"] * bool(read)
    own = current if RANK[current] <= RANK["quarantined"] or current in BY_HAND else "accepted"
    state = max([own, *states], key=RANK.__getitem__)
    refusals = [row for row in reports if REPORTED[row.word] == state and state in LOST]
    changes = {
        "state": state,
        "delivered_at": delivered_at,
        "opened_at": people[0].at if people else None,
        "clicks": _count(people, "clicked"),
        "machine_opens": sum(_count(machines, word) for word in READ),
    }
    if state == current and not refusals:
        return changes  # why it failed is our own word, which a late one of the provider doesn't take away
    return changes | {"error_message": refusals[-1].reason if refusals else ""}


def is_machine(row, delivered_at):
    """Whether a report of reading is a machine's, by its own word or because nobody reads that fast."""
    return row.is_machine or (
        delivered_at is not None and (row.at - delivered_at).total_seconds() < MACHINE_SECONDS
    )


def _count(rows, word):
    rows = [row for row in rows if row.word == word]
    return sum(row.is_own for row in rows) or len(rows)


def status_of(state):
    """pending, sent, delivered, opened, bounced or failed."""
    return STATUS.get(state, state)


def together(statuses):
    """One status for several recipients: pending while any is, failed when all are, else the least far."""
    if "pending" in statuses:
        return "pending"
    arrived = [status for status in statuses if status != "failed"]
    return min(arrived, key=RANK.__getitem__) if arrived else "failed"
