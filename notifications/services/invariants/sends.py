"""I14: what is planned goes out once its moment has come, not before, and with a message."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q

from notifications.models import Notification, ScheduledSend
from notifications.services.invariants.broken import Broken

LATE = timedelta(seconds=60)
State = ScheduledSend.State


def planned(at):
    """Planned sends that were early, are late, or left nothing behind."""
    about = Q(invoice=OuterRef("invoice")) | Q(link_subject=OuterRef("paper"), invoice=None)
    told = Notification.objects.filter(about, created_at=OuterRef("settled_at"))
    sent = Q(state=State.SENT)
    cases = {
        "sent before its moment": sent & Q(settled_at__lt=F("due_at")),
        "sent without a message": sent & ~Exists(told),
        "waits after its moment": Q(state=State.WAITING, due_at__lt=at - LATE),
    }
    for what, case in cases.items():
        for pk in ScheduledSend.objects.filter(case).values_list("pk", flat=True):
            yield Broken("I14", f"scheduled:{pk}", what)
