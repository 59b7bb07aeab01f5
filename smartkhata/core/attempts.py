"""Counting tries at secrets (codes, passwords, links). The count is committed before the try is checked."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from smartkhata.core.errors import DomainError
from smartkhata.core.models import Attempt

TOO_MANY = gettext_noop("Too many tries. Please wait and try again.")


def count(key, *, limit, seconds, message=TOO_MANY):
    """Count one try at `key`; more than `limit` within `seconds` is refused with 429 and retry_after.

    Call it outside any scope: inside one, a refusal would undo the count.
    """
    now = timezone.now()
    with transaction.atomic():
        Attempt.objects.bulk_create([Attempt(key=key, since=now)], ignore_conflicts=True)
        row = Attempt.objects.select_for_update().get(key=key)
        if row.since + timedelta(seconds=seconds) <= now:
            row.since, row.count = now, 0
        row.count += 1
        row.save()
    if row.count > limit:
        wait = int((row.since + timedelta(seconds=seconds) - now).total_seconds()) + 1
        raise DomainError(message, code="rate_limited", status=429, extra={"retry_after": wait})


def forget(key):
    Attempt.objects.filter(key=key).delete()


def forget_old(*, now=None):
    """Drop counts that are older than the longest window (a day)."""
    return Attempt.objects.filter(since__lt=(now or timezone.now()) - timedelta(days=2)).delete()[0]
