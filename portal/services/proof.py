"""I15: no phone gets more codes than its caps let through, whatever was restarted or flushed meanwhile."""

from datetime import timedelta

from django.db.models import F, Window
from django.db.models.functions import Lag

from notifications.models import Notification
from notifications.services.invariants.broken import Broken
from portal.services.codes import PER_PHONE_HOUR

HOUR, BACK = timedelta(hours=1), timedelta(days=7)
# The hours of the cap begin with a first code and don't slide: the ends of two of them fit into one that does.
MOST = 2 * PER_PHONE_HOUR


def too_many_codes(at):
    """Codes that came as one too many within an hour of their phone."""
    earlier = Window(Lag("created_at", offset=MOST), partition_by="recipient", order_by="created_at")
    rows = Notification.objects.filter(kind="otp", replaces=None, created_at__gt=at - BACK)
    for number in (
        rows.annotate(earlier=earlier)
        .filter(earlier__gt=F("created_at") - HOUR)
        .values_list("number", flat=True)
    ):
        yield Broken("I15", number, f"is more than the {MOST}th code of its phone within an hour")
