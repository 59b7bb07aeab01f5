"""The nightly roll-up: a local day of a shop, counted again from the rows; a second run changes nothing."""

from datetime import timedelta

from django.db import connection

from analytics.metrics import METRICS
from analytics.models import EngagementMetric, FillState
from smartkhata.core.clock import day_bounds, today
from smartkhata.core.models import Business
from smartkhata.core.tenancy import business_scope


def roll_up(business, day):
    """Count one local day of one shop and store it; returns the EngagementMetric."""
    start, end = day_bounds(business, day)
    values = {"business": business.pk, "from": start, "to": end, "day": day}
    with business_scope(business.pk):
        with connection.cursor() as cursor:
            cursor.execute(_UPSERT, values)
        return EngagementMetric.objects.get(metric_date=day)


def roll_up_due(*, now=None):
    """Close every finished local day of every shop that is not closed yet; returns how many days."""
    return sum(_catch_up(business, now) for business in Business.objects.filter(is_active=True))


def _catch_up(business, now):
    yesterday = today(business, now=now) - timedelta(days=1)
    with business_scope(business.pk):
        state, _ = FillState.objects.get_or_create()
    opened_on = business.created_at.date()
    day = state.filled_until + timedelta(days=1) if state.filled_until else opened_on
    days = [day + timedelta(days=n) for n in range((yesterday - day).days + 1)]
    for day in days:
        roll_up(business, day)
        with business_scope(business.pk):
            FillState.objects.update(filled_until=day)
    return len(days)


_NAMES = ", ".join(METRICS)
_UPSERT = f"""
INSERT INTO {EngagementMetric._meta.db_table}
    (id, business_id, metric_date, created_at, updated_at, {_NAMES})
VALUES (gen_random_uuid(), %(business)s, %(day)s, now(), now(), {", ".join(f"({sql})" for sql in METRICS.values())})
ON CONFLICT (business_id, metric_date) DO UPDATE SET
    ({_NAMES}, updated_at) = ROW({", ".join(f"EXCLUDED.{name}" for name in METRICS)}, now())
"""
