"""I19: each stored report is applied, or put aside with a reason, within the minute."""

from datetime import UTC, datetime, timedelta

from notifications.services.invariants.broken import Broken
from notifications.services.reports import counts

LATE = timedelta(seconds=60)
EVER = datetime(2020, 1, 1, tzinfo=UTC)


def waiting(at):
    """Reports of more than a minute ago that still wait, by provider; they belong to no shop yet."""
    fresh = counts(at - LATE)
    for (provider, ended), count in counts(EVER).items():
        if not ended and (late := count - fresh.get((provider, ended), 0)):
            yield Broken("I19", provider, f"{late} reports wait for more than a minute")
