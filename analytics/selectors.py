"""Figures for people: the network page of the document, and the shop's home page."""

from datetime import timedelta
from decimal import Decimal

from django.db.models import Avg, Count, F, Max, Q, Sum
from django.utils.translation import gettext as _

from analytics.models import EngagementMetric
from customers.models import Party
from invoicing.models import Draft, Invoice, Payment, PaymentClaim
from notifications.models import Notification
from notifications.services.failed import failed_messages
from notifications.states import LOST, PENDING
from smartkhata.core.clock import day_bounds
from smartkhata.core.errors import DomainError

ZERO = Decimal("0.00")
PERIODS = {"last_7_days": 7, "last_30_days": 30, "last_90_days": 90}


def customer_network(*, period, day):
    """Endpoint 4 of the network document: summary, engagement, payment impact, daily trend up to `day`."""
    if period not in PERIODS:
        raise DomainError(_("The period is one of %(all)s.") % {"all": ", ".join(PERIODS)}, code="bad_period")
    since = day - timedelta(days=PERIODS[period] - 1)
    rows = EngagementMetric.objects.filter(metric_date__gte=since, metric_date__lte=day)
    latest = rows.order_by("-metric_date").first()
    sums = rows.aggregate(
        invoices=Sum("invoices_sent_count"),
        notifications=Sum("notifications_sent_count"),
        opens=Avg("notification_open_rate"),
        deliveries=Avg("notification_delivery_rate"),
        payment_days=Avg("avg_payment_days"),
        until=Max("metric_date"),
    )
    return {
        "period": period,
        "summary": _network_summary(day, sums),
        "engagement": {
            "notification_open_rate": _rate(sums["opens"]),
            "notification_delivery_rate": _rate(sums["deliveries"]),
            "portal_access_rate": latest and latest.portal_access_rate,
            "repeat_customer_rate": latest and latest.repeat_customer_rate,
        },
        "payment_impact": {
            "avg_payment_days": _rate(sums["payment_days"]),
            "avg_payment_days_pre_notification": None,
            "payment_velocity_improvement": latest and latest.payment_velocity_impact,
            "collection_rate": latest and latest.collection_rate,
        },
        "daily_trend": [_trend_row(row) for row in rows.order_by("metric_date")],
        "counted_until": sums["until"],
    }


def home_figures(business, day):
    """What the home page shows first: what the shop will get, what is late, what came in, what customers were sent."""
    start, end = day_bounds(business, day)
    owed = Party.objects.aggregate(
        will_get=Sum("balance", filter=Q(balance__gt=0)),
        will_give=Sum("balance", filter=Q(balance__lt=0)),
        customers=Count("pk", filter=Q(is_walk_in=False)),
    )
    late = Invoice.objects.filter(status="open", due_on__lt=day, paid__lt=F("total"))
    today_sent = Notification.objects.filter(
        created_at__gte=start, created_at__lt=end, party__isnull=False
    ).exclude(kind="otp")
    return {
        "will_get": owed["will_get"] or ZERO,
        "will_give": -(owed["will_give"] or ZERO),
        "customers": owed["customers"],
        "overdue": late.aggregate(due=Sum(F("total") - F("paid")))["due"] or ZERO,
        "overdue_count": late.count(),
        "received": Payment.objects.filter(
            received_on__gte=day.replace(day=1), received_on__lte=day
        ).aggregate(total=Sum("amount"))["total"]
        or ZERO,
        **today_sent.aggregate(
            sent=Count("pk", filter=Q(sent_at__isnull=False)),
            failed=Count("pk", filter=Q(state__in=LOST)),
            waiting=Count("pk", filter=Q(state__in=PENDING)),
        ),
    }


def needs_you(day, *, limit=5):
    """Open tasks of the owner, each a small list: claims to decide, drafts to issue, messages that failed."""
    return {
        "claims": PaymentClaim.objects.filter(status="pending").select_related("party", "invoice")[:limit],
        "drafts": Draft.objects.filter(status__in=["draft", "reviewed"])
        .exclude(generation="running")
        .select_related("party")
        .order_by("-created_at")[:limit],
        "failed": failed_messages()[:limit],
        "overdue": Invoice.objects.filter(
            status="open", due_on__lt=day - timedelta(days=30), paid__lt=F("total")
        )
        .select_related("party")
        .order_by("due_on")[:limit],
    }


def _network_summary(day, sums):
    people = Party.objects.filter(is_walk_in=False).aggregate(
        total=Count("pk"),
        verified=Count("pk", filter=Q(phone_verified_at__isnull=False)),
        active=Count("pk", filter=Q(portal_active_at__date__gt=day - timedelta(days=7))),
    )
    return {
        "total_customers": people["total"],
        "verified_customers": people["verified"],
        "active_customers_7d": people["active"],
        "total_invoices_sent": sums["invoices"],
        "total_notifications": sums["notifications"],
    }


def _trend_row(row):
    return {
        "date": row.metric_date,
        "new_customers": row.new_customers_count,
        "verified": row.verified_customers_count,
        "invoices_sent": row.invoices_sent_count,
        "notifications_sent": row.notifications_sent_count,
        "portal_logins": row.portal_logins_count,
        "payments_received": row.payments_received_amount,
    }


def _rate(value):
    return None if value is None else round(Decimal(value), 2)
