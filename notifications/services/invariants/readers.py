"""I17: nobody was sent what they had asked not to get, and nothing that keeps hours went outside them."""

from datetime import timedelta

from django.db.models import F, OuterRef, Prefetch, Subquery

from notifications.kinds import KINDS
from notifications.models import Notification, Preference, SilentNumber
from notifications.services.failures import is_theirs
from notifications.services.hours import opening
from notifications.services.invariants.broken import Broken
from notifications.services.preferences import ALWAYS, forbidden
from smartkhata.core.models import Business
from smartkhata.core.tenancy import current_business_id

# A wish holds within the minute; the check looks back over a week, as it runs each day.
GRACE, BACK = timedelta(seconds=60), timedelta(days=7)
KEEP_HOURS = [name for name, kind in KINDS.items() if kind.has_hours]


def unwilling(at):
    """Messages handed over after their reader's word that forbids them. Who took over another customer's messages
    when two became one is left out: they came before the word."""
    rows = Notification.objects.filter(submitted_at__gt=at - BACK, party__aliases=None)
    rows = rows.filter(party__preferences__changed_at__lt=F("submitted_at") - GRACE)
    wishes = Prefetch("party__preferences", Preference.objects.all())
    for row in rows.select_related("party", "invoice").prefetch_related(wishes):
        [wish] = row.party.preferences.all()
        if is_theirs(row, row.party) and forbidden(wish, row.kind, row.channel):
            yield Broken("I17", row.number, "sent against its reader's word")


def silenced(at):
    """Messages handed over to a number after it had answered STOP."""
    spoke = SilentNumber.objects.filter(phone=OuterRef("recipient")).values("at")
    rows = Notification.objects.filter(submitted_at__gt=at - BACK).exclude(kind__in=ALWAYS)
    rows = rows.annotate(spoke_at=Subquery(spoke)).filter(spoke_at__lt=F("submitted_at") - GRACE)
    for number in rows.values_list("number", flat=True):
        yield Broken("I17", number, "sent to a number that had answered STOP")


def at_night(at):
    """Messages that keep hours, handed over outside those of their reader's country."""
    business = Business.objects.get(pk=current_business_id())
    rows = Notification.objects.filter(kind__in=KEEP_HOURS, submitted_at__gt=at - BACK)
    for row in rows.only("number", "kind", "recipient", "submitted_at"):
        # One that was called in the last minute of the day may have been counted in the next.
        called = row.submitted_at
        if all(
            opening(KINDS[row.kind], row.recipient, business, then) > then
            for then in (called, called - GRACE)
        ):
            yield Broken("I17", row.number, "sent outside the hours of its reader")
