"""I2: no provider took a message twice. I19: each stored report is applied, or put aside with a reason, within the
minute."""

from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from notifications.services.invariants.broken import Broken
from notifications.services.reports import counts

LATE = timedelta(seconds=60)
# The check runs each day; it looks back over a week.
BACK = timedelta(days=7)
EVER = datetime(2020, 1, 1, tzinfo=UTC)


def waiting(at):
    """Reports of more than a minute ago that still wait, by provider; they belong to no shop yet."""
    fresh = counts(at - LATE)
    for (provider, ended), count in counts(EVER).items():
        if not ended and (late := count - fresh.get((provider, ended), 0)):
            yield Broken("I19", provider, f"{late} reports wait for more than a minute")


def taken_twice(at):
    """Messages of which reports came under two references, which nobody had flagged as possibly repeated."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notifications_taken_twice(%s)", [at - BACK])
        found = cursor.fetchall()
    for (pk,) in found:
        yield Broken("I2", f"notification:{pk}", "was taken twice, and says nothing of it")
