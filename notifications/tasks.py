"""The notifications worker: hears facts, empties the queue."""

from celery import shared_task

from notifications.services import delivery, outbox
from smartkhata.core.tenancy import no_scope


@shared_task(name="notifications.tell")
def tell(event):
    """Listener of the facts that kinds.py names."""
    outbox.tell(event)


@shared_task(name="notifications.deliver")
def deliver():
    """Send what is due; returns how many messages were handled."""
    with no_scope():
        return delivery.deliver_due()
