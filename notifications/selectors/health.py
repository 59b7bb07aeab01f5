"""How sending is doing: what arrived today against the week before, what waits, which provider is held back."""

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Count, Min, Q
from django.utils import timezone

from notifications.models import Notification, ProviderGate
from notifications.states import LOST

ARRIVED = ("delivered", "opened")
# Points of percent under the mean of the week before at which somebody is told.
FALL = 5
# Of so few messages a share says nothing.
ENOUGH = 20
# A provider that took a message and says nothing for so long has not delivered it, as far as anybody knows.
PATIENCE = timedelta(hours=2)
# Under this share it is not well, even if it was no better in the week before.
FEW = 50
UNWELL = ("fallen", "few_arrive")


def delivery(*, at=None):
    """[{channel, provider, today, week, sent, silent, state}] of the providers that had messages of the open shop.

    `today` and `week` are percent that arrived of what the provider took PATIENCE ago or was decided before; None
    where that is too little, or the provider never tells. `sent` are the messages of today's share, `silent` those
    of them of which nothing was heard; `state` is fallen, few_arrive, no_word, too_few or healthy.
    """
    at = at or timezone.now()
    day, week = at - timedelta(days=1), at - timedelta(days=8)
    silent = Q(state__in=("accepted", "sent"), sent_at__lte=at - PATIENCE)
    recent, arrived = Q(created_at__gt=day), Q(state__in=ARRIVED)
    rows = Notification.objects.filter(created_at__gt=week, created_at__lte=at).exclude(provider="")
    rows = rows.filter(silent | Q(state__in=(*ARRIVED, *LOST)))
    found = rows.values("channel", "provider").annotate(
        day_all=Count("pk", filter=recent),
        day_good=Count("pk", filter=recent & arrived),
        day_silent=Count("pk", filter=recent & silent),
        week_all=Count("pk", filter=~recent),
        week_good=Count("pk", filter=~recent & arrived),
        told=Count("pk", filter=Q(delivered_at__isnull=False) | Q(state="bounced")),
    )
    return [_shares(row) for row in found.order_by("channel", "provider")]


def delivery_of_all_shops(*, at=None):
    """The same of each provider over all shops, for staff; needs no scope."""
    at = at or timezone.now()
    day, week = at - timedelta(days=1), at - timedelta(days=8)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notifications_delivery(%s, %s, %s, %s)", [week, day, at, at - PATIENCE])
        names = [column.name for column in cursor.description]
        return [_shares(dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def fallen(*, at=None):
    """[{channel, provider, share, mean}] of the providers whose delivery fell by FALL points or more."""
    return [
        {
            "channel": row["channel"],
            "provider": row["provider"],
            "share": row["today"],
            "mean": row["week"],
        }
        for row in delivery(at=at)
        if row["state"] == "fallen"
    ]


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


def gates(business, providers, told=()):
    """[{channel, provider, is_open, until, state}] of the providers that carry the shop's channels.

    `told` is what delivery() says: who swallows messages is not well, though it answers every call.
    """
    unwell = {(row["channel"], row["provider"]): row["state"] for row in told if row["state"] in UNWELL}
    keys = {f"{p}:{c}{f':{business.pk}' if own else ''}": (c, p) for c, p, own in providers}
    found = {gate.key: gate for gate in ProviderGate.objects.filter(pk__in=keys)}
    return [
        {
            "channel": channel,
            "provider": provider,
            "is_open": is_open,
            "until": found[key].held_until if key in found else None,
            "state": "held_back" if is_open else unwell.get((channel, provider), "healthy"),
        }
        for key, (channel, provider) in keys.items()
        for is_open in [bool(key in found and found[key].opened_at)]
    ]


def _shares(row):
    has_word = bool(row["told"])
    shares = {
        "today": _share(row["day_good"], row["day_all"]) if has_word else None,
        "week": _share(row["week_good"], row["week_all"]) if has_word else None,
    }
    state = _state(**shares) if has_word else "no_word"
    about = {"channel": row["channel"], "provider": row["provider"], "state": state}
    return about | shares | {"sent": row["day_all"], "silent": row["day_silent"]}


def _state(today, week):
    if today is None:
        return "too_few"
    if week is not None and week - today >= FALL:
        return "fallen"
    return "few_arrive" if today < FEW else "healthy"


def _share(good, total):
    return round(100 * good / total, 1) if total >= ENOUGH else None
