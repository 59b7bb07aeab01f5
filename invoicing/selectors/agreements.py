"""What was agreed about invoices: promises to pay and disputes."""

from invoicing.models import Dispute, Promise


def promises_of(invoice):
    """The promises about an invoice, the newest (the one that counts) first."""
    return Promise.objects.filter(invoice=invoice).order_by("-made_at")


def disputes_of(invoice):
    """The disputes about an invoice, the newest first; one of them at most is open."""
    return Dispute.objects.filter(invoice=invoice).order_by("-opened_at")


def agreed_with(party):
    """What stands between the shop and a party on open invoices: (newest promise of each, open disputes)."""
    of_party = {"invoice__party": party, "invoice__status": "open"}
    newest = {}
    for promise in Promise.objects.filter(**of_party).select_related("invoice").order_by("made_at"):
        newest[promise.invoice_id] = promise
    promises = sorted(newest.values(), key=lambda promise: promise.promised_on)
    disputes = Dispute.objects.filter(**of_party, closed_at=None).select_related("invoice")
    return [row for row in promises if row.invoice.balance_due], list(disputes.order_by("opened_at"))
