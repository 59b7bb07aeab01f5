"""What we see of a message ourselves: somebody opened its link, or its mail fetched our picture.

Both are reports like those of a provider: kept as they came, joined to the message by the same rule, and told
apart into people, machines and the shop itself. Of a reader nothing is kept: no address, no program, no cookie.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, F, Q, When

from notifications.models import DeliveryEvent, Notification
from notifications.services.reports import rejoin
from notifications.states import MACHINE_SECONDS
from smartkhata.core import links
from smartkhata.core.tenancy import business_scope

# Who looks again within this time has not gone away in between.
PAUSE = timedelta(minutes=30)


@dataclass(frozen=True)
class Look:
    """One look at a link or a picture. `by_shop`: one of the shop's own people looked; `page` is a path."""

    at: datetime
    is_machine: bool = False
    by_shop: bool = False
    page: str = ""


def link_opened(carrier, look):
    """Note that the link of a message (``"notification:7f..."``) was opened, inside the shop's scope.

    What the shop's own people look at proves nothing about the reader and changes no state.
    """
    word = "previewed" if look.by_shop else "clicked"
    window = look.at.timestamp() // PAUSE.total_seconds()
    _note(carrier.partition(":")[2], word, look, window)


def mail_seen(token, look):
    """Note that the picture of an e-mail was fetched: the first time is a report, of the later ones only their
    number and the last moment are kept. A token of anything else changes nothing."""
    business_id, carrier = links.find(token) or (None, "")
    if not carrier.startswith("notification:"):
        return
    pk = carrier.partition(":")[2]
    with business_scope(business_id):
        mails = Notification.objects.filter(pk=pk, channel=Notification.Channel.EMAIL)
        if not look.is_machine:
            rested = Q(last_seen_at=None) | Q(last_seen_at__lte=look.at - PAUSE)
            mails = mails.filter(rested | _unread(look))
            # As long as nobody has read it, whoever was counted before was a scanner.
            times = Case(When(opened_at=None, then=1), default=F("times_seen") + 1)
            if not mails.update(times_seen=times, last_seen_at=look.at):
                return
        elif not mails.exists():
            return
        _note(pk, "opened", look, "first")


def _unread(look):
    """Messages that no person had opened by their delivery: what was noted before was a scanner that looks like a
    browser, as states.is_machine tells once the delivery is reported."""
    return Q(opened_at=None, delivered_at__lte=look.at - timedelta(seconds=MACHINE_SECONDS))


def _note(pk, word, look, once):
    """Write the report, unless the same was written before: only a person's behind a scanner's is a second one."""
    key = _key(pk, word, look, once)
    if DeliveryEvent.objects.filter(dedupe_key=key).exists():
        key = _key(pk, word, look, f"{once}:person")
        if look.is_machine or look.by_shop or not Notification.objects.filter(_unread(look), pk=pk).exists():
            return
    message = Notification.objects.select_for_update().filter(pk=pk).first()
    if message is None:
        return
    event = DeliveryEvent(
        notification=message,
        word=word,
        at=look.at,
        is_machine=look.is_machine,
        is_own=True,
        url=look.page,
        received_at=look.at,
        dedupe_key=key,
    )
    DeliveryEvent.objects.bulk_create([event], ignore_conflicts=True)
    rejoin(message)


def _key(pk, word, look, once):
    parts = ("own", pk, word, look.is_machine, once)
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()
