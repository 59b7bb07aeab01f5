"""Looking for what goes wrong: shops that send what they should not, and messages that arrive less than before."""

from datetime import timedelta

import structlog
from django.db import connection, transaction
from django.utils import timezone

from notifications.models import ProviderGate, SenderReview
from notifications.selectors.health import UNWELL, delivery_of_all_shops, fallen
from notifications.services import limits
from notifications.services.reports import counts
from smartkhata.core.clock import today
from smartkhata.core.events import fact, record, record_all, subject_of
from smartkhata.core.models import Business, Event
from smartkhata.core.tenancy import business_scope

log = structlog.get_logger(__name__)

# Of so few messages no share says anything.
ENOUGH = 50
LOST_SHARE, COMPLAINTS = 0.2, 3
Reason = SenderReview.Reason


def watch_senders(*, at=None):
    """Open a review for each shop whose last day looks wrong; how many were new.

    What staff decided within that day they have seen: the same figures don't bring it back.
    """
    at = at or timezone.now()
    since, count = at - timedelta(days=1), 0
    for business_id, sent, lost, complaints in _figures(since):
        business = Business.objects.get(pk=business_id)
        figures = {"sent": sent, "lost": lost, "complaints": complaints}
        decided = SenderReview.objects.filter(business=business, decided_at__gt=since)
        for reason in set(_reasons(business, figures, at)) - set(decided.values_list("reason", flat=True)):
            count += open_review(business_id, reason, figures, at=at)
    return count


def watch_delivery(*, at=None):
    """Tell shops whose messages arrive 5 % less than in the week before; once a day, channel and provider."""
    at = at or timezone.now()
    count = 0
    for business_id, *_ in _figures(at - timedelta(days=1)):
        with business_scope(business_id):
            business = Business.objects.get(pk=business_id)
            count += sum(_tell_fall(business, fall, at) for fall in fallen(at=at))
    return count


def watch_providers(*, at=None):
    """Alarm staff about each provider that delivers less than it did, or little, to the customers of all shops
    together: most shops are too small for a share of their own. How many there are."""
    unwell = [row for row in delivery_of_all_shops(at=at) if row["state"] in UNWELL]
    for row in unwell:
        log.error("provider_delivers_little", **row)
    return len(unwell)


def tell_trouble(row, hand, outcome, *, at=None):
    """The account that was to send `row` is used up, or not let in: its shop is told once a day, staff of the
    platform's own."""
    log.error(
        "provider_without_balance" if outcome.no_balance else "provider_without_access", provider=hand.key
    )
    if not hand.is_own:
        return 0
    with business_scope(row.business_id):
        business = Business.objects.get(pk=row.business_id)
        about = {"channel": row.channel, "on": today(business, now=at).isoformat()}
        empty = fact("provider.no_balance", business, at=at, **about)
        news = empty if outcome.no_balance else fact("provider.no_access", business, at=at, **about)
        if _is_told(news.name, business, **about):
            return 0
        record_all([news])
        return 1


def figures(*, at=None):
    """{waiting, unknown, oldest_seconds, inbound, gates_closed, arrived}: how sending does for all shops together,
    for staff; `arrived` is the share in percent of each provider of which enough is known."""
    at = at or timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notifications_backlog(%s)", [at])
        waiting, unknown, oldest = cursor.fetchone()
    inbound = counts(at - timedelta(days=1))
    return {
        "waiting": waiting,
        "unknown": unknown,
        "oldest_seconds": round(oldest),
        "inbound": {f"{provider}:{ended or 'waits'}": n for (provider, ended), n in inbound.items()},
        "gates_closed": list(ProviderGate.objects.exclude(opened_at=None).values_list("key", flat=True)),
        "arrived": {
            f"{row['channel']} by {row['provider']}": row["today"]
            for row in delivery_of_all_shops(at=at)
            if row["today"] is not None
        },
    }


def open_review(business_id, reason, figures, *, at=None):
    """Put the shop before staff; False when it is there for this reason already."""
    _, is_new = SenderReview.objects.get_or_create(
        business_id=business_id,
        reason=reason,
        decided_at=None,
        defaults={"figures": figures, "opened_at": at or timezone.now()},
    )
    if is_new:
        log.error("sender_review", business=str(business_id), reason=reason, **figures)
    return is_new


def _figures(since):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notifications_senders(%s)", [since])
        return cursor.fetchall()


def _reasons(business, figures, at):
    if _is_at_limit(business, figures["sent"], at):
        yield Reason.LIMIT
    if figures["sent"] >= ENOUGH and figures["lost"] >= LOST_SHARE * figures["sent"]:
        yield Reason.LOST
    if figures["complaints"] >= COMPLAINTS:
        yield Reason.COMPLAINTS


def _is_at_limit(business, sent, at):
    """By what the limit itself counts, which receipts don't; a shop that staff stopped has none to reach."""
    most = limits.PER_DAY[limits.tier_of(business, now=at)]
    if not most or sent < most:
        return False
    with business_scope(business.pk):
        return limits.sent_within_a_day(at=at, most=most) == most


def _tell_fall(business, fall, at):
    about = {
        "channel": fall["channel"],
        "provider": fall["provider"],
        "on": today(business, now=at).isoformat(),
    }
    if _is_told("delivery.fallen", business, **about):
        return 0
    record("delivery.fallen", business, at=at, **fall | about)
    return 1


def _is_told(name, business, **about):
    return Event.objects.filter(name=name, subject=subject_of(business), data__contains=about).exists()
