"""Invoices that go out without a press of Send: of customers who want it so, and of a batch."""

from customers.models import Party
from invoicing.models import Invoice
from notifications.models import ScheduledSend
from notifications.services.outbox import send_invoice
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record

CHANNELS = ("sms", "email")
# A batch goes after what somebody waits for: one invoice, one reminder.
BATCH = 8


def send_issued(event):
    """Send the invoice of `event`: at invoice.issued only to parties with auto_send_invoices.

    A person has issued it, by hand, by a batch or by a plan: no machine's draft comes here unread. What a press of
    Send has sent already, or planned for later, doesn't go twice. When nobody can be reached the fact is kept for
    the owner.
    """
    invoice = Invoice.objects.select_related("party").get(pk=event.subject.partition(":")[2])
    if event.name == "invoice.issued" and not invoice.party.auto_send_invoices:
        return {}
    if _was_pressed(invoice):
        return {}
    late = {"priority": BATCH} if event.name == "invoice.to_send" else {}
    try:
        return send_invoice(invoice, channels=CHANNELS, by="SmartKhata", press=str(event.pk), **late)
    except DomainError as error:
        record("invoice.unsent", invoice, party=invoice.party, reason=error.code)
        return {}


def _was_pressed(invoice):
    # A press that is on its way holds the customer: its end is waited for.
    Party.objects.select_for_update(no_key=True).get(pk=invoice.party_id)
    invoice.refresh_from_db(fields=["first_sent_at"])
    planned = ScheduledSend.objects.filter(invoice=invoice, state=ScheduledSend.State.WAITING)
    return invoice.first_sent_at is not None or planned.exists()
