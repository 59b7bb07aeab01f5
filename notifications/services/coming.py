"""What will go out, day by day: sends that wait for their moment, reminders of the ladder, recurring invoices."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.utils import timezone

from invoicing.selectors.recurring import coming as plan_dates
from invoicing.selectors.recurring import plans
from notifications import selectors
from notifications.reminders import next_opening
from notifications.selectors.reminding import rules
from notifications.selectors.schedules import with_documents
from notifications.services.reminders_planned import planned
from smartkhata.core.clock import today

AHEAD = timedelta(days=35)
MOST = 200


@dataclass(frozen=True)
class Coming:
    """One thing that goes out on `day` (the shop's), at `at` ("10:00") if that is known. `row` is a ScheduledSend,
    a Planned reminder or a RecurringPlan, as `sort` says."""

    day: date
    at: str
    sort: str
    row: object


def coming(business, *, now=None):
    """[(day, [Coming])] of the next 35 days, the nearest first."""
    now = now or timezone.now()
    first = today(business, now=now)
    found = [*_scheduled(), *_reminders(business, now), *_plans(first)]
    near = sorted((row for row in found if row.day <= first + AHEAD), key=lambda row: (row.day, row.at))
    return [(day, list(rows)) for day, rows in groupby(near, key=lambda row: row.day)]


def stranded():
    """Scheduled sends that did not go out and wait for a decision, the latest first."""
    rows = selectors.scheduled(state="all").filter(state__in=("missed", "failed"))
    return with_documents(rows.order_by("-due_at")[:20])


def _scheduled():
    for row in with_documents(selectors.scheduled()[:MOST]):
        local = datetime.fromisoformat(row.local_time)
        yield Coming(local.date(), f"{local:%H:%M}", "scheduled", row)


def _reminders(business, now):
    """Who is due for a step of the ladder now; they go out when the hours for reminders begin."""
    if not rules().is_on:
        return
    moment = next_opening(business.country, business.time_zone, now)
    day = today(business, now=moment)
    at = f"{moment:%H:%M}" if moment > now else ""
    for plan in planned(at=now, limit=MOST):
        if not plan.why_not:
            yield Coming(day, at, "reminder", plan)


def _plans(first):
    for plan in plans().filter(status="active", next_on__lte=first + AHEAD)[:MOST]:
        for day in plan_dates(plan, 5):
            yield Coming(max(day, first), "", "plan", plan)
