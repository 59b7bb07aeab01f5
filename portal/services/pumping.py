"""SMS pumping: codes asked for again and again in ranges that earn somebody money. What nobody answers is closed.

Counts stand in PostgreSQL (core.attempts' table), because a flushed Redis must not open the purse.
"""

from datetime import timedelta

import structlog
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from notifications.models import SenderReview
from notifications.services.watch import open_review
from smartkhata.core import countries
from smartkhata.core.models import Attempt

log = structlog.get_logger(__name__)

WINDOW = timedelta(hours=24)
HOUR = timedelta(hours=1)
PER_RANGE_HOUR = 10
# What a country may cost within an hour, whoever asks and answers.
PER_COUNTRY_HOUR = 1_000
# So many codes of a range, or of a country, of which less than this share was answered, close it for a day.
RANGE_PROOF, COUNTRY_PROOF, ANSWERED = 20, 100, 0.2


def may_send(phone, business_id, *, at=None):
    """Count one code to `phone` (E.164); False when its range or country is closed or has had enough this hour.
    Call it outside any scope."""
    at = at or timezone.now()
    with transaction.atomic():
        closed = any(_is_closed(place, at) for place, _ in _places(phone))
        if closed or not _is_within_hour(phone, at):
            return False
        pumped = [place for place, proof in _places(phone) if _sent(place, proof, at)]
    for place in pumped:
        log.error("codes_pumped", place=place)
        open_review(business_id, SenderReview.Reason.CODES, {"range": place}, at=at)
    return not pumped


def answered(phone):
    """A code to `phone` was answered: its range and its country are used by people."""
    with transaction.atomic():
        for place, _ in _places(phone):
            Attempt.objects.filter(pk=f"codes:answered:{place}").update(count=F("count") + 1)


def _places(phone):
    return ((_range(phone), RANGE_PROOF), (_country(phone), COUNTRY_PROOF))


def _range(phone):
    """Ten thousand neighbours: the number without its last four digits."""
    return phone[:-4]


def _country(phone):
    return next((row.dialling for row in countries.all_countries() if phone.startswith(row.dialling)), "+")


def _is_within_hour(phone, at):
    if _add(f"codes:hour:{_range(phone)}", at, HOUR) > PER_RANGE_HOUR:
        return False
    used = _add(f"codes:hour:{_country(phone)}", at, HOUR)
    if used == PER_COUNTRY_HOUR + 1:
        log.error("codes_over_budget", place=_country(phone))
    return used <= PER_COUNTRY_HOUR


def _is_closed(place, at):
    return Attempt.objects.filter(pk=f"codes:closed:{place}", since__gt=at - WINDOW).exists()


def _sent(place, proof, at):
    """Count a code of the place; True when it closes now.

    The answers have no window of their own: they are counted for as long as the codes they are held against.
    """
    sent = _add(f"codes:sent:{place}", at, WINDOW)
    if sent == 1:
        Attempt.objects.update_or_create(pk=f"codes:answered:{place}", defaults={"since": at, "count": 0})
    if sent <= proof or _count(f"codes:answered:{place}") >= ANSWERED * (sent - 1):
        return False
    Attempt.objects.update_or_create(pk=f"codes:closed:{place}", defaults={"since": at, "count": sent})
    return True


def _add(key, at, window):
    Attempt.objects.bulk_create([Attempt(key=key, since=at)], ignore_conflicts=True)
    row = Attempt.objects.select_for_update().get(pk=key)
    if row.since + window <= at:
        row.since, row.count = at, 0
    row.count += 1
    row.save()
    return row.count


def _count(key):
    row = Attempt.objects.filter(pk=key).first()
    return row.count if row else 0
