"""The day before a recurring invoice goes out, its shop is told; once for each date."""

from django.db import connection, transaction

from invoicing.models import RecurringPlan
from smartkhata.core.events import record, subject_of
from smartkhata.core.models import Event
from smartkhata.core.tenancy import business_scope


def tell_near_plans(limit=1000):
    """Record ``plan.near`` for plans of all shops whose next date is tomorrow; how many were new."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT business_id, id FROM notifications_plans_near(%s)", [limit])
        near = cursor.fetchall()
    count = 0
    for business_id, pk in near:
        with business_scope(business_id):
            plan = RecurringPlan.objects.select_for_update().get(pk=pk)
            on = plan.next_on.isoformat()
            told = Event.objects.filter(name="plan.near", subject=subject_of(plan), data__on=on)
            if not told.exists():
                record("plan.near", plan, party=plan.party, on=on)
                count += 1
    return count
