"""The shop's local day."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone


def today(business, *, now=None):
    """The local date in the shop's time zone at `now` (default: this moment)."""
    return (now or timezone.now()).astimezone(ZoneInfo(business.time_zone)).date()


def day_bounds(business, day):
    """(first moment, first moment after) of a local day of the shop."""
    zone = ZoneInfo(business.time_zone)
    start = datetime(day.year, day.month, day.day, tzinfo=zone)
    following = datetime.fromordinal(day.toordinal() + 1).replace(tzinfo=zone)
    return start, following
