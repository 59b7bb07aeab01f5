"""Thousands of due messages at once, for the runs against real workers."""

from datetime import timedelta

from django.utils import timezone

from invoicing.testing import an_invoice
from notifications.models import Notification

CHANNELS = ("sms", "email", "whatsapp")


def backlog(person, count, *, name="fault", channels=("sms",), **values):
    """The ids of `count` new rows of this person's shop, due now."""
    with person.scope():
        invoice = an_invoice(person.user)
        rows = [_row(invoice, f"{name}-{n}", channels[n % len(channels)], values) for n in range(count)]
        Notification.objects.bulk_create(rows, batch_size=1000)
    return {str(row.pk) for row in rows}


def _row(invoice, name, channel, values):
    now = timezone.now()
    number = int(name.rpartition("-")[2])
    recipient = f"c{number}@example.com" if channel == "email" else f"+9198{number:08d}"
    given = {
        "business_id": invoice.business_id,
        "number": name,
        "party_id": invoice.party_id,
        "invoice": invoice,
        "kind": "invoice_created",
        "channel": channel,
        "recipient": recipient,
        "subject": "Invoice",
        "body": "Asha: invoice INV-1. View and pay: {link}",
        "link_subject": f"invoice:{invoice.pk}",
        "dedupe_key": name,
        "next_attempt_at": now,
        "expires_at": now + timedelta(hours=1),
        "created_at": now,
    }
    return Notification(**given | values)
