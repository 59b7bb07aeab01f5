"""Invoices that go out without a press of Send: of customers who want it so, and of a batch."""

from invoicing.models import Invoice
from notifications.services.outbox import send_invoice
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record

CHANNELS = ("sms", "email")
# A batch goes after what somebody waits for: one invoice, one reminder.
BATCH = 8


def send_issued(event):
    """Send the invoice of `event`: at invoice.issued only to parties with auto_send_invoices.

    A person has issued it, by hand, by a batch or by a plan: no machine's draft comes here unread. When nobody can
    be reached the fact is kept for the owner.
    """
    invoice = Invoice.objects.select_related("party").get(pk=event.subject.partition(":")[2])
    if event.name == "invoice.issued" and not invoice.party.auto_send_invoices:
        return {}
    late = {"priority": BATCH} if event.name == "invoice.to_send" else {}
    try:
        return send_invoice(invoice, channels=CHANNELS, by="SmartKhata", press=str(event.pk), **late)
    except DomainError as error:
        record("invoice.unsent", invoice, party=invoice.party, reason=error.code)
        return {}
