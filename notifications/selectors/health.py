"""How sending is doing: what arrived today against the week before, what waits, which provider is held back."""

from datetime import timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone

from notifications.models import Notification, ProviderGate
from notifications.states import LOST

ARRIVED = ("delivered", "opened")
# Points of percent under the mean of the week before at which somebody is told.
FALL = 5
# Of so few messages a share says nothing.
ENOUGH = 20


def delivery(*, at=None):
    """{channel: {today, week, sent}}: percent that arrived of what is decided, None where too little was sent."""
    at = at or timezone.now()
    day, week = at - timedelta(days=1), at - timedelta(days=8)
    rows = Notification.objects.filter(created_at__gt=week, created_at__lte=at)
    rows = rows.filter(state__in=(*ARRIVED, *LOST)).values("channel").order_by("channel")
    recent, arrived = Q(created_at__gt=day), Q(state__in=ARRIVED)
    found = rows.annotate(
        day_all=Count("pk", filter=recent),
        day_good=Count("pk", filter=recent & arrived),
        week_all=Count("pk", filter=~recent),
        week_good=Count("pk", filter=~recent & arrived),
    )
    return {row["channel"]: _shares(row) for row in found}


def fallen(*, at=None):
    """{channel: {share, mean}} of the channels where delivery fell by FALL points or more."""
    return {
        channel: {"share": row["today"], "mean": row["week"]}
        for channel, row in delivery(at=at).items()
        if None not in (row["today"], row["week"]) and row["week"] - row["today"] >= FALL
    }


def waiting(*, at=None):
    """{waiting, oldest_at, unknown, held}: what is not sent yet, and what nobody knows of."""
    at = at or timezone.now()
    due = Q(state__in=("queued", "submitting"))
    return Notification.objects.filter(state__in=("queued", "submitting", "unknown", "held")).aggregate(
        waiting=Count("pk", filter=due),
        oldest_at=Min("next_attempt_at", filter=due & Q(next_attempt_at__lte=at)),
        unknown=Count("pk", filter=Q(state="unknown")),
        held=Count("pk", filter=Q(state="held")),
    )


def gates(business, providers):
    """[{channel, provider, is_open, until}] of the providers that carry the shop's channels."""
    keys = {f"{p}:{c}{f':{business.pk}' if own else ''}": (c, p) for c, p, own in providers}
    found = {gate.key: gate for gate in ProviderGate.objects.filter(pk__in=keys)}
    return [
        {
            "channel": channel,
            "provider": provider,
            "is_open": bool(key in found and found[key].opened_at),
            "until": found[key].held_until if key in found else None,
        }
        for key, (channel, provider) in keys.items()
    ]


def _shares(row):
    return {
        "today": _share(row["day_good"], row["day_all"]),
        "week": _share(row["week_good"], row["week_all"]),
        "sent": row["day_all"],
    }


def _share(good, total):
    return round(100 * good / total, 1) if total >= ENOUGH else None
