"""I3: nothing is stuck in the queue. I4: what a message is, its reports say."""

from datetime import timedelta

from django.db.models import F, Q

from notifications.models import Notification, ProviderGate
from notifications.services.invariants.broken import Broken
from notifications.states import fold

DEAD, DUE = timedelta(minutes=5), timedelta(seconds=60)
# Reports tell a provider's time, which is not ours to the minute.
CLOCKS = timedelta(minutes=5)
FOLDED = ("state", "delivered_at", "opened_at")


def stuck(at):
    """Messages that a worker took and nobody took back, and, while every gate is open, those that nobody takes."""
    waiting = Q(state="submitting", lease_until__lt=at - DEAD)
    if not ProviderGate.objects.filter(Q(opened_at__isnull=False) | Q(held_until__gt=at)).exists():
        waiting |= Q(state="queued", next_attempt_at__lt=at - DUE)
    for number, state in Notification.objects.filter(waiting).values_list("number", "state"):
        yield Broken("I3", number, f"{state} for too long")


def states(at):
    """Messages that are not what their reports say together, or that arrived before they went."""
    reported = Notification.objects.filter(reports__isnull=False).distinct().prefetch_related("reports")
    for row in reported.iterator(chunk_size=500):
        folded = fold(row.state, list(row.reports.all()))
        for name in FOLDED:
            if name in folded and getattr(row, name) != folded[name]:
                yield Broken("I4", row.number, f"{name} is not what its reports say")
    early = Q(delivered_at__lt=F("sent_at") - CLOCKS) | Q(opened_at__lt=F("delivered_at"))
    for number in Notification.objects.filter(early).values_list("number", flat=True):
        yield Broken("I4", number, "sent, delivered and opened are not in this order")
