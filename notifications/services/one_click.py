"""The button of a mail program that ends mails from a sender (RFC 8058)."""

from notifications.services.failures import refuse_further
from smartkhata.core.events import subject_of
from smartkhata.core.models import Event


def end_mails(row, *, at=None):
    """Nothing more by e-mail from the shop to who got the mail `row`: known to the shop as the customer's word only if
    it went to their own address. Pressed again, it is said already."""
    if not Event.objects.filter(name="message.unwanted", subject=subject_of(row)).exists():
        refuse_further(row, at=at)
