"""The bell: what a member has not read, and each notice in words with the page it leads to."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from customers.models import Party
from notifications.models import Notice, NoticeWishes, Notification
from notifications.topics import LETTERS, TOPICS, UNHEARD, words_of
from smartkhata.core import phones

# The page of what a fact is about, by the subject's model; the customer's page for all others.
PAGES = {
    "paymentclaim": ("owner:claims", False),
    "payment": ("owner:payment", True),
    "invoice": ("owner:invoice", True),
    "quote": ("owner:quote", True),
    "creditnote": ("owner:credit_note", True),
    "notification": ("owner:failed_messages", False),
    "recurringplan": ("owner:plan", True),
    "batch": ("owner:batch", True),
    "import": ("owner:import", True),
    "business": ("owner:message_health", False),
}


def notices(user, *, unread=False):
    """The member's notices in the open shop, newest first."""
    rows = Notice.objects.filter(user=user).select_related("event").order_by("-at", "-pk")
    return rows.filter(read_at=None) if unread else rows


def unread(user):
    """How many notices the member has not read."""
    return Notice.objects.filter(user=user, read_at=None).count()


def shown(rows, business):
    """[{notice, topic, words, url}] of `rows`, inside the shop's scope."""
    wanted = {row.event.party_id for row in rows}
    names = dict(Party.objects.filter(pk__in=wanted).values_list("pk", "name"))
    lost = _lost([row.event for row in rows if is_of_letter(row.event)])
    return [_shown(row, names, lost, business) for row in rows]


def wishes_of(user):
    """The member's wishes, unsaved ones if they never said any."""
    return NoticeWishes.objects.filter(user=user).first() or NoticeWishes(user=user)


def way_of(wishes, topic):
    return wishes.ways.get(topic) or TOPICS[topic].way


def is_of_letter(event):
    """Whether it is about a letter to one of the shop's own people."""
    return event.data.get("kind") in LETTERS


def url_of(event, business):
    """Where a fact can be looked at or acted on; the list of notices if its page is not there."""
    if is_of_letter(event):
        return _where_to_correct(event.data["channel"], business)
    model, _, pk = event.subject.partition(":")
    page, takes_pk = PAGES.get(model, ("owner:customer", None))
    key = (event.party_id if takes_pk is None else pk) if takes_pk is not False else None
    try:
        return reverse(page, args=[business.slug, key] if key else [business.slug])
    except NoReverseMatch:
        return reverse("owner:notices", args=[business.slug])


def _where_to_correct(channel, business):
    return (
        reverse("accounts:account") if channel == "email" else reverse("owner:settings", args=[business.slug])
    )


def _lost(events):
    """{event id: what is said of the letter that it is about}"""
    keys = {event.pk: event.subject.partition(":")[2] for event in events}
    rows = Notification.objects.filter(pk__in=keys.values()).only("channel", "recipient") if keys else ()
    said = {str(row.pk): UNHEARD[row.channel] % {"to": phones.pretty(row.recipient)} for row in rows}
    return {pk: said[key] for pk, key in keys.items() if key in said}


def _shown(row, names, lost, business):
    name = names.get(row.event.party_id) or _("somebody")
    words = lost.get(row.event_id) or words_of(row.event.name) % {"name": name}
    return {"notice": row, "topic": row.topic, "words": words, "url": url_of(row.event, business)}
