"""The round of a phone: one code, ten minutes, five tries.

Every number has its rounds, whether a shop knows it or not: so no answer tells which numbers are known.
"""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_noop

from smartkhata.core import attempts
from smartkhata.core.errors import DomainError
from smartkhata.core.models import Attempt

LIFE = timedelta(minutes=10)
MAX_TRIES = 5
BURNT = gettext_noop("Too many wrong codes. Ask for a new code.")


def begin(phone, *, at):
    """True when a new round begins; False while one runs that has tries left, so its code is sent again."""
    with transaction.atomic():
        Attempt.objects.bulk_create([Attempt(key=_key(phone), since=at - LIFE)], ignore_conflicts=True)
        row = Attempt.objects.select_for_update().get(key=_key(phone))
        if row.since + LIFE > at and row.count < MAX_TRIES:
            return False
        row.since, row.count = at, 0
        row.save()
        return True


def count_try(phone, *, at):
    """Count a try at the round's code before it is looked at, and keep the count; 429 after the fifth."""
    with transaction.atomic():
        row = Attempt.objects.select_for_update().filter(key=_key(phone), since__gt=at - LIFE).first()
        if row:
            row.count += 1
            row.save()
    if row is None:  # nobody asked for a code: there is none to guess, and the answers are the same
        attempts.count(
            f"code:guess:{phone}", limit=MAX_TRIES, seconds=int(LIFE.total_seconds()), message=BURNT
        )
    elif row.count > MAX_TRIES:
        wait = int((row.since + LIFE - at).total_seconds()) + 1
        raise DomainError(BURNT, code="rate_limited", status=429, extra={"retry_after": wait})


def end(phone):
    """The phone proved itself."""
    attempts.forget(_key(phone))


def _key(phone):
    return f"code:round:{phone}"
