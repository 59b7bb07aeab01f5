"""I1: a fact that says a message went has its message, and a fact that asks for one is heard."""

from datetime import timedelta

from django.db.models import CharField, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat

from notifications.models import Notification
from notifications.services.invariants.broken import Broken
from smartkhata.core.models import Event, PendingFact

# A worker that died with a fact is followed by the next sweep; what waits so long nobody hears.
LATE = timedelta(minutes=15)


def without_messages(at):
    """Facts whose messages are not there."""
    own = Notification.objects.annotate(
        as_subject=Concat(Value("notification:"), Cast("pk", CharField())),
        as_invoice=Concat(Value("invoice:"), Cast("invoice_id", CharField())),
    )
    asked = {
        "message.queued": own.filter(as_subject=OuterRef("subject")),
        "invoice.sent": own.filter(as_invoice=OuterRef("subject"), kind="invoice_created"),
        "party.reminded": own.filter(
            created_at=OuterRef("at"), kind__in=("payment_reminder", "overdue", "gathered")
        ),
    }
    for name, rows in asked.items():
        for fact in Event.objects.filter(~Exists(rows), name=name):
            yield Broken("I1", fact.subject, f"{name} without its message")


def unheard(at):
    """Facts that one of our listeners has not heard, or gave up."""
    rows = PendingFact.objects.filter(listener__startswith="notifications.")
    rows = rows.filter(Q(quarantined_at__isnull=False) | Q(next_attempt_at__lt=at - LATE))
    for name, listener in rows.values_list(F("event__name"), "listener"):
        yield Broken("I1", name, f"{listener} has not heard it")
