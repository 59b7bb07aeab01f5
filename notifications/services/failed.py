"""Messages that reached nobody and wait for somebody to act, each with the ways that are left."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from notifications.kinds import KINDS
from notifications.models import Notification
from notifications.services import preferences
from notifications.services.channels import serves, why_unreached
from notifications.services.failures import goes_again_to, is_theirs
from notifications.services.resending import resend
from notifications.services.strangers import disown
from notifications.states import LOST

# What failed longer ago is history.
KEPT = timedelta(days=60)
# A code is asked for again at once; who said STOP may have closed the door to its answer.
UNASKED = ("otp", "stopped")


def failed_messages(*, now=None):
    """Of customers, newest first; not what was sent again, told another way, or put aside."""
    since = (now or timezone.now()) - KEPT
    rows = Notification.objects.filter(Q(state__in=LOST), party__isnull=False, created_at__gte=since)
    rows = rows.filter(settled_at=None, replaced_by=None).exclude(kind__in=UNASKED)
    return rows.select_related("party", "invoice").order_by("-created_at", "-pk")


def with_ways(rows):
    """[{row, again, to, others, needs_phone, may_be_wrong}] of failed messages: by what it can go now, to which other
    address, and which one is missing."""
    usable = [channel for channel in ("sms", "email", "whatsapp") if serves(channel)]
    wishes = preferences.wishes_among({row.party_id for row in rows})
    return [_with_ways(row, usable, wishes.get(row.party_id)) for row in rows]


def send_again(row, *, channel, country, by, at=None):
    """The same message once more, by this or another channel; it leaves the list."""
    copy = resend(row, channel=channel, country=country, by=by, at=at)
    put_aside(row, at=at)
    return copy


def mark_wrong_number(row, *, by, at=None):
    """The number is somebody else's: nothing more goes to it until it is corrected. False, and it is only put aside,
    when it isn't the customer's number, or isn't any more."""
    is_own = disown(row, row.party, by=by, at=at)
    put_aside(row, at=at)
    return is_own


def put_aside(row, *, at=None):
    """Nothing more is to be done about this failure."""
    Notification.objects.filter(pk=row.pk).update(settled_at=at or timezone.now())


def _with_ways(row, usable, wish):
    reach = {
        channel: goes_again_to(row, row.party, channel)
        for channel in usable
        if not preferences.forbidden(wish, row.kind, channel)
    }
    kind, is_wrong = KINDS[row.kind], bool(wish and wish.is_wrong_number)
    ways = [channel for channel, to in reach.items() if not why_unreached(channel, to, kind)]
    ways = ways if kind.may_resend else []
    others = [channel for channel in ways if channel != row.channel]
    return {
        "row": row,
        "again": row.channel in ways,
        "to": "" if reach.get(row.channel) == row.recipient else reach.get(row.channel, ""),
        "others": others,
        "needs_phone": not row.party.phone or is_wrong,
        "may_be_wrong": row.channel != "email" and not is_wrong and is_theirs(row, row.party),
    }
