"""Messages that reached nobody and wait for somebody to act, each with the ways that are left."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from notifications.kinds import KINDS
from notifications.models import Notification, Preference
from notifications.services import preferences
from notifications.services.channels import ADDRESS, serves
from notifications.services.failures import address_of
from notifications.services.resending import resend
from notifications.states import LOST

# What failed longer ago is history.
KEPT = timedelta(days=60)


def failed_messages(*, now=None):
    """Of customers, newest first; not what was sent again, told another way, or put aside."""
    since = (now or timezone.now()) - KEPT
    rows = Notification.objects.filter(Q(state__in=LOST), party__isnull=False, created_at__gte=since)
    rows = rows.filter(settled_at=None, replaced_by=None).exclude(kind="otp")
    return rows.select_related("party", "invoice").order_by("-created_at", "-pk")


def with_ways(rows):
    """[{row, again, others, needs}] of failed messages: by what it can go now, and which address is missing."""
    usable = [channel for channel in ("sms", "email", "whatsapp") if serves(channel)]
    wrong = Preference.objects.filter(party__in={row.party_id for row in rows}, is_wrong_number=True)
    wrong = set(wrong.values_list("party_id", flat=True))
    return [_with_ways(row, usable, row.party_id in wrong) for row in rows]


def send_again(row, *, channel, country, by, at=None):
    """The same message once more, by this or another channel; it leaves the list."""
    copy = resend(row, channel=channel, country=country, by=by, at=at)
    put_aside(row, at=at)
    return copy


def mark_wrong_number(row, *, by, at=None):
    """The number is somebody else's: nothing more goes to it until it is corrected."""
    preferences.not_me(row.party, by=by, at=at)
    put_aside(row, at=at)


def put_aside(row, *, at=None):
    """Nothing more is to be done about this failure."""
    Notification.objects.filter(pk=row.pk).update(settled_at=at or timezone.now())


def _with_ways(row, usable, is_wrong):
    reach = {
        channel: address_of(row, row.party, channel)
        for channel in usable
        if not (is_wrong and ADDRESS[channel] == "phone")
    }
    kind = KINDS[row.kind]
    ways = [channel for channel, to in reach.items() if _may_go(kind, channel, to)]
    ways = ways if kind.may_resend else []
    others = [channel for channel in ways if channel != row.channel]
    return {
        "row": row,
        "again": row.channel in ways,
        "others": others,
        "needs_phone": not row.party.phone or is_wrong,
        "is_wrong": is_wrong,
    }


def _may_go(kind, channel, to):
    return bool(to) and serves(channel, to) and not kind.why_not(channel, to)
