"""The notifications worker: hears facts, empties the queue."""

from celery import shared_task

from customers.models import Party
from notifications.services.delivery import deliver_due
from notifications.services.outbox import tell_receipt, tell_welcome
from smartkhata.core.tenancy import no_scope


@shared_task(name="notifications.tell")
def tell(event):
    """Listener: a payment has a receipt, a new party may be welcomed."""
    if event.name == "payment.recorded":
        tell_receipt(event.subject.partition(":")[2])
    elif event.name == "party.added" and event.data.get("welcome"):
        tell_welcome(Party.objects.get(pk=event.party_id))


@shared_task(name="notifications.deliver")
def deliver():
    """Send what is due; returns how many messages were handled."""
    with no_scope():
        return deliver_due()
