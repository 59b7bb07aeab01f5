"""Does this customer buy in a rhythm? From past invoices: a period, how sure, and the next day."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from invoicing.drafting.history import same_thing

# name, days from, days to: February and long weekends still make a month.
PERIODS = (
    ("weekly", 6, 8),
    ("fortnightly", 13, 16),
    ("monthly", 26, 35),
    ("quarterly", 84, 98),
    ("yearly", 355, 376),
)
FEWEST = 3


@dataclass(frozen=True)
class Pattern:
    """`confidence` 0 to 1: the share of gaps that fit the period, less for few of them. `seen`: how many bills."""

    period: str
    confidence: Decimal
    next_on: date
    seen: int


def pattern_of(days, today):
    """The Pattern of billing days (newest first), or None where there is no rhythm."""
    days = sorted(set(days), reverse=True)
    gaps = [(later - earlier).days for later, earlier in zip(days, days[1:], strict=False)]
    if len(days) < FEWEST:
        return None
    middle = int(median(gaps))
    period = next((row for row in PERIODS if row[1] <= middle <= row[2]), None)
    if period is None:
        return None
    fitting = sum(period[1] <= gap <= period[2] for gap in gaps)
    # One gap more that does not fit is always possible (Laplace).
    sure = Decimal(fitting) / (len(gaps) + 1)
    following = _following(days[0], period[0], middle)
    return (
        Pattern(period[0], sure.quantize(Decimal("0.01")), max(following, today), len(days))
        if sure >= Decimal("0.5")
        else None
    )


_MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}


def _following(last, period, gap):
    """The same day of the month, where months are counted; the month's last day where it has no such day."""
    if period not in _MONTHS:
        return last + timedelta(days=gap)
    year, month = divmod(last.year * 12 + last.month - 1 + _MONTHS[period], 12)
    return date(year, month + 1, min(last.day, calendar.monthrange(year, month + 1)[1]))


def recurring_lines(past):
    """[(the newest such line, its invoices)] of things billed more than once, the most frequent first."""
    groups = []
    for invoice in past:
        for line in invoice.lines:
            group = next(
                (
                    found
                    for found in groups
                    if found[0].unit == line.unit and same_thing(line.description, found[0].description)
                ),
                None,
            )
            if group is None:
                groups.append((line, [invoice]))
            elif invoice not in group[1]:
                group[1].append(invoice)
    return sorted((group for group in groups if len(group[1]) > 1), key=lambda group: -len(group[1]))
