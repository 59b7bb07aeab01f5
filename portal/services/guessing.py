"""Guessing codes: how many wrong ones came of all phones together, and what that changes for everybody's tries.

Counts stand in PostgreSQL (core.attempts' table), because a flushed Redis must not silence the alarm.
"""

from datetime import timedelta

import structlog
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_noop

from smartkhata.core import attempts
from smartkhata.core.models import Attempt

log = structlog.get_logger(__name__)

HOUR = timedelta(hours=1)
# So many wrong codes within an hour, of all phones together, are somebody guessing.
WRONG_PER_HOUR = 200
TRIES_PER_ADDRESS_HOUR, TRIES_PER_ADDRESS_HOUR_IN_ALARM = 100, 20
# In an alarm a phone waits so long between two tries.
PAUSE_SECONDS = 30
SLOWLY = gettext_noop("Many wrong codes are being tried. Wait half a minute between two tries.")


def count_try(phone, network, *, at):
    """Count a try at the code of `phone` from `network`; 429 past what is allowed, which is less in an alarm.

    What is refused here is no try at the code: it burns none.
    """
    is_alarmed = Attempt.objects.filter(pk="code:alarm", since__gt=at - HOUR).exists()
    limit = TRIES_PER_ADDRESS_HOUR_IN_ALARM if is_alarmed else TRIES_PER_ADDRESS_HOUR
    attempts.count(f"code:try:{network}", limit=limit, seconds=3600)
    if is_alarmed:
        attempts.count(f"code:pause:{phone}", limit=1, seconds=PAUSE_SECONDS, message=SLOWLY)


def count_wrong(*, at):
    """Count a wrong code; the alarm lasts an hour after the last one that was too many."""
    with transaction.atomic():
        Attempt.objects.bulk_create([Attempt(key="code:wrong", since=at)], ignore_conflicts=True)
        Attempt.objects.filter(pk="code:wrong", since__lte=at - HOUR).update(since=at, count=0)
        Attempt.objects.filter(pk="code:wrong").update(count=F("count") + 1)
        wrong = Attempt.objects.get(pk="code:wrong").count
        if wrong > WRONG_PER_HOUR:
            Attempt.objects.update_or_create(pk="code:alarm", defaults={"since": at, "count": wrong})
    if wrong > WRONG_PER_HOUR:
        log.error("codes_guessed", wrong=wrong)
