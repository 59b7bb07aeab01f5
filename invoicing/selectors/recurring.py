"""Plans, what they will bill, and what waits for a choice."""

from itertools import islice

from django.db import connection

from invoicing.models import PlanPeriod, RecurringPlan
from invoicing.recurrence import dates
from smartkhata.core.errors import not_found


def plans(*, party=None):
    """The shop's plans or a party's, the next to bill first."""
    rows = RecurringPlan.objects.select_related("party")
    rows = rows if party is None else rows.filter(party=party)
    return rows.order_by("status", "next_on", "name")


def find_plan(pk):
    plan = RecurringPlan.objects.select_related("party").filter(pk=pk).first()
    if plan is None:
        raise not_found("This plan was not found.")
    return plan


def find_period(plan, pk):
    period = plan.periods.select_related("plan__party").filter(pk=pk).first()
    if period is None:
        raise not_found("This period was not found.")
    return period


def coming(plan, number=3):
    """The next dates on which the plan bills."""
    if plan.status == RecurringPlan.Status.ENDED:
        return []
    limits = {"ends_on": plan.ends_on, "max_count": plan.max_count}
    return [
        day for _, day in islice(dates(plan.anchor_on, plan.every, start=plan.next_index, **limits), number)
    ]


def undecided():
    """Periods that nobody billed and nobody skipped, oldest first."""
    states = (PlanPeriod.State.MISSED, PlanPeriod.State.FAILED)
    return PlanPeriod.objects.filter(state__in=states).select_related("plan__party").order_by("on")


def due_plans(limit=500):
    """(business_id, plan_id) of what is due anywhere, by each shop's own day. Needs no scope."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT business_id, id FROM invoicing_due_plans(%s)", [limit])
        return cursor.fetchall()
