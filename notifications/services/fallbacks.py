"""After a message failed: the same on the next channel, so that the customer is told once, one way or another."""

from customers.models import Party
from notifications.models import Notification
from notifications.services.failures import address_of, other_channel
from notifications.services.outbox import queue_copy
from notifications.services.unreached import tell_unreached


def fall_back(event):
    """Queue what failed on another channel of the same customer; where there is none, say so of reminders."""
    # Nobody sends it again by hand meanwhile (resending.py).
    row = Notification.objects.select_for_update(of=("self",)).get(pk=event.subject.partition(":")[2])
    channel = other_channel(row)
    if channel is None:
        return tell_unreached(row, at=event.at)
    party = Party.across.get(pk=row.party_id)
    return queue_copy(row, channel=channel, recipient=address_of(row, party, channel))
