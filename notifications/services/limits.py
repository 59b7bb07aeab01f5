"""How many messages a shop may send within a day, by how far it is trusted."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_noop

from notifications.models import Notification, SenderStanding
from notifications.services.caps import COUNTED

Tier = SenderStanding.Tier
PER_DAY = {Tier.NEW: 200, Tier.KNOWN: 2_000, Tier.TRUSTED: 20_000, Tier.STOPPED: 0}
# A shop that has lasted this long is known, unless staff said otherwise.
NEWCOMER = timedelta(days=7)
REACHED = gettext_noop(
    "Your shop has sent as many messages as it may today. It goes on tomorrow; support can raise the limit."
)
STOPPED = gettext_noop("Sending is stopped for your shop. Ask support.")


def tier_of(business, *, now=None):
    standing = SenderStanding.objects.filter(pk=business.pk).first()
    if standing:
        return Tier(standing.tier)
    is_new = business.created_at > (now or timezone.now()) - NEWCOMER
    return Tier.NEW if is_new else Tier.KNOWN


def sent_within_a_day(*, at, most):
    """Messages of the open shop that count, at most `most`."""
    rows = Notification.objects.filter(created_at__gt=at - timedelta(days=1), kind__in=COUNTED)
    return rows[:most].count()


def left(business, *, at):
    """(how many more messages that count the open shop may send, why not one more after them)."""
    most = PER_DAY[tier_of(business, now=at)]
    return (most - sent_within_a_day(at=at, most=most), REACHED) if most else (0, STOPPED)


def stop_of(business_id):
    """Why nothing of the shop that counts goes out any more, what waits neither; empty unless staff stopped it."""
    return STOPPED if SenderStanding.objects.filter(pk=business_id, tier=Tier.STOPPED).exists() else ""


def set_tier(business, *, tier, by, at=None):
    """Staff say how far the shop is trusted from now on."""
    values = {"tier": Tier(tier), "decided_at": at or timezone.now(), "decided_by_id": by.pk}
    SenderStanding.objects.update_or_create(business=business, defaults=values)


def decide(review, *, tier, by, at=None):
    """Staff decide: the shop's tier from now on, and the review is closed. `tier` "" leaves the tier."""
    at = at or timezone.now()
    if tier:
        set_tier(review.business, tier=tier, by=by, at=at)
    review.decided_at, review.decided_by_id, review.decision = at, by.pk, tier or "kept"
    review.save(update_fields=["decided_at", "decided_by_id", "decision"])
    return review
