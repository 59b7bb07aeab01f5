"""What the customers' side hears of."""

from celery import shared_task

from portal.services import profiles


@shared_task(name="portal.forget_stranger")
def forget_stranger(event):
    """Listener of party.wrong_number."""
    profiles.forget_stranger(event)
