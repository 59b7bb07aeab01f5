"""The delivery report: counted once in the database, folded by channel, type and day."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from notifications.models import Notification
from notifications.states import LOST, status_of
from smartkhata.core.clock import day_bounds, today
from smartkhata.core.errors import DomainError

DEFAULT_DAYS, MOST_DAYS = 30, 366
ARRIVED = ("delivered", "opened")


def read_period(business, date_from, date_to):
    """(first, last) day in the shop's time zone from ISO texts; the last 30 days if empty. 400 bad_period."""
    last = _day("date_to", date_to) or today(business)
    first = _day("date_from", date_from) or last - timedelta(days=DEFAULT_DAYS - 1)
    if not timedelta(0) <= last - first < timedelta(days=MOST_DAYS):
        text = _("Give a first day before the last one, at most %(days)s days apart.") % {"days": MOST_DAYS}
        raise DomainError(text, code="bad_period", fields={"date_from": text})
    return first, last


def delivery_report(business, first, last):
    """Network endpoint 8. `sent` is what was handed over or refused in the period; what waits is `pending`.

    A rate is percent of `sent`, one place; openings and clicks are people's. `opened_by_machine` are the messages
    that only machines opened so far.
    """
    by = {"channel": defaultdict(Counter), "kind": defaultdict(Counter), "day": defaultdict(Counter)}
    total = Counter()
    for row in _counted(business, first, last):
        count = _count(row)
        total += count
        for field, groups in by.items():
            groups[str(row[field])] += count
    return {
        "period": f"{first} to {last}",
        "summary": {
            "total_sent": total["sent"],
            "successful": total["sent"] - total["failed"],
            "failed": total["failed"],
            "pending": total["pending"],
            "bounce_rate": _rate(total["failed"], total["sent"]),
        },
        "by_channel": _groups(by["channel"]),
        "by_type": _groups(by["kind"]),
        "by_day": _groups(by["day"]),
    }


def _counted(business, first, last):
    since, until = day_bounds(business, first)[0], day_bounds(business, last)[1]
    rows = Notification.objects.filter(created_at__gte=since, created_at__lt=until).exclude(
        state__in=("shared", "gathered")
    )
    day = TruncDate("created_at", tzinfo=ZoneInfo(business.time_zone))
    rows = rows.values("channel", "kind", "state", day=day)
    return rows.annotate(
        rows=Count("pk"),
        read=Count("pk", filter=Q(opened_at__isnull=False)),
        clicked=Count("pk", filter=Q(clicks__gt=0)),
        by_machine=Count("pk", filter=Q(machine_opens__gt=0, opened_at=None)),
    ).order_by("day", "channel", "kind")


def _count(row):
    waits = status_of(row["state"]) == "pending"
    return Counter(
        sent=0 if waits else row["rows"],
        pending=row["rows"] if waits else 0,
        delivered=row["rows"] if row["state"] in ARRIVED else 0,
        failed=row["rows"] if row["state"] in LOST else 0,
        opened=row["read"],
        clicked=row["clicked"],
        by_machine=row["by_machine"],
    )


def _groups(counts):
    return {name: _shown(count) for name, count in sorted(counts.items())}


def _shown(count):
    sent = count["sent"]
    return {
        "sent": sent,
        "delivered": count["delivered"],
        "failed": count["failed"],
        "delivery_rate": _rate(count["delivered"], sent),
        "bounce_rate": _rate(count["failed"], sent),
        "open_rate": _rate(count["opened"], sent),
        "click_rate": _rate(count["clicked"], sent),
        "opened_by_machine": count["by_machine"],
    }


def _rate(part, whole):
    return round(100 * part / whole, 1) if whole else 0


def _day(name, text):
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        message = _("Give a day like 2026-11-20.")
        raise DomainError(message, code="bad_period", fields={name: message}) from None
