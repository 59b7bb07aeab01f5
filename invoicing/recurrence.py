"""When a plan's invoices are due. Pure: every date is counted from the anchor, so nothing drifts.

A plan that began on the 31st bills on the last day of shorter months and on the 31st again afterwards; one that
began on 29 February bills on the 28th in common years.
"""

from calendar import monthrange
from datetime import date, timedelta
from itertools import count

MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}
EVERY = ("weekly", *MONTHS)


def date_of(anchor, every, index):
    """The date of period `index` (0 is the anchor itself)."""
    if every == "weekly":
        return anchor + timedelta(weeks=index)
    months = anchor.year * 12 + anchor.month - 1 + MONTHS[every] * index
    year, month = divmod(months, 12)
    return date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))


def dates(anchor, every, *, start=0, ends_on=None, max_count=None):
    """(index, date) of the periods from `start`, until the plan's end; endless without one."""
    for index in count(start):
        day = date_of(anchor, every, index)
        if (ends_on and day > ends_on) or (max_count is not None and index >= max_count):
            return
        yield index, day
