"""Telling the people of a shop: the bell for all, a message at once or the day's letter for who wants one."""

from datetime import time, timedelta

from django.db import connection, transaction
from django.utils import timezone

from notifications.kinds.notices import NoticeDigest, NoticeNow
from notifications.models import Digest, Notice, NoticeWishes
from notifications.selectors.notices import way_of, wishes_of
from notifications.services.channels import serves
from notifications.services.outbox import queue
from notifications.services.reaching import reach
from notifications.services.unheard import unheard
from notifications.topics import LETTERS, OWN, TOPICS, topic_of
from smartkhata.accounts.models import Membership
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.models import Business
from smartkhata.core.tenancy import business_scope

# The letter of the day comes when the shop closes.
EVENING = time(19)
# So many at once in a day are news; what comes after them waits for the letter.
AT_ONCE_A_DAY = 10
CHANNELS = ("email", "sms")


def notice(event):
    """Listener: a row for each member who may know of the fact and did not bring it about."""
    topic = topic_of(event.name)
    if event.data.get("kind") in LETTERS:
        unheard(event)
    # Codes are asked for again at once, who said STOP may have closed the door to its answer, and our own letters
    # would tell of themselves for ever.
    if topic is None or event.data.get("kind") in (*OWN, "otp", "stopped"):
        return
    for member in Membership.objects.select_related("user"):
        if member.user_id != event.actor_id and TOPICS[topic].permission in member.may:
            _notice(event, topic, member.user)


def read(user, *, rows, at=None):
    """These notices are read; how many were new."""
    return rows.filter(user=user, read_at=None).update(read_at=at or timezone.now())


def change_wishes(user, *, ways, channel, at=None):
    """From now on each topic goes this way: bell, now or daily; 400 bad_wish."""
    known = {topic: way for topic, way in ways.items() if topic in TOPICS and way in Notice.Way.values}
    if known != ways or channel not in CHANNELS:
        raise DomainError("Choose one of the ways that are offered.", code="bad_wish")
    values = {"ways": ways, "channel": channel, "changed_at": at or timezone.now()}
    return NoticeWishes.objects.update_or_create(user=user, defaults=values)[0]


def send_digests(*, at=None, limit=1000):
    """The letters of the day in all shops where the evening has come; how many were queued."""
    at = at or timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT business_id FROM notifications_notices_to_gather(%s, %s, %s)", [at, EVENING, limit]
        )
        shops = [business_id for (business_id,) in cursor.fetchall()]
    return sum(_digests_of(business_id, at) for business_id in shops)


def _notice(event, topic, user):
    wishes = wishes_of(user)
    way = way_of(wishes, topic)
    if way == Notice.Way.NOW and _told_lately(user, event.at) >= AT_ONCE_A_DAY:
        way = Notice.Way.DAILY
    row, is_new = Notice.objects.get_or_create(
        user=user, event=event, defaults={"topic": topic, "way": way, "at": event.at}
    )
    if is_new and way == Notice.Way.NOW:
        _tell(NoticeNow(user, [row], about=row), wishes.channel, Notice.objects.filter(pk=row.pk))


def _told_lately(user, at):
    since = at - timedelta(days=1)
    return Notice.objects.filter(user=user, way=Notice.Way.NOW, told_at__gt=since).count()


def _digests_of(business_id, at):
    with business_scope(business_id):
        day = today(Business.objects.get(pk=business_id), now=at)
        members = Membership.objects.select_related("user")
        # Of a member who left nothing waits any more, or their shop would ask for a letter each evening.
        left = Notice.objects.filter(way=Notice.Way.DAILY, told_at=None)
        left.exclude(user__in=[member.user_id for member in members]).update(way=Notice.Way.BELL)
        return sum(_digest(member.user, day, at) for member in members)


def _digest(user, day, at):
    """One letter, if there is news that was not read in the bell, and none was written today."""
    waiting = Notice.objects.filter(user=user, way=Notice.Way.DAILY, told_at=None)
    waiting.exclude(read_at=None).update(told_at=at)
    rows = list(waiting.select_for_update(of=("self",)).select_related("event").order_by("at"))
    if not rows:
        return False
    digest, is_new = Digest.objects.get_or_create(user=user, on=day, defaults={"created_at": at})
    if not is_new:
        return False
    mine = Notice.objects.filter(pk__in=[row.pk for row in rows])
    mine.update(digest=digest, told_at=at)
    return _tell(NoticeDigest(user, rows, about=digest), wishes_of(user).channel, mine, at)


def _tell(kind, channel, rows, at=None):
    """Queue it where the member can be reached; else the bell alone has it."""
    business = Business.objects.get(pk=rows.first().business_id)
    to = reach(kind.user, channel, business)
    if not to or not serves(channel):
        return False
    rows.update(told_at=at or timezone.now())
    queue(kind, channel, to, business=business, language=kind.user.language, at=at)
    return True
