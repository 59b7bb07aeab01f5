"""What was agreed about invoices: promises to pay and disputes."""

from django.db.models import F, OuterRef, Subquery

from invoicing.models import Dispute, Invoice, Promise


def promises_of(invoice):
    """The promises about an invoice, the newest (the one that counts) first."""
    return Promise.objects.filter(invoice=invoice).order_by("-made_at")


def disputes_of(invoice):
    """The disputes about an invoice, the newest first; one of them at most is open."""
    return Dispute.objects.filter(invoice=invoice).order_by("-opened_at")


def agreed_with(party):
    """The open invoices of a party about which something was said: (those promised, those disputed).

    Each carries ``promised_on`` and ``promise_note`` of its newest promise and ``quarrel``, why it is disputed.
    """
    newest = Promise.objects.filter(invoice=OuterRef("pk")).order_by("-made_at")
    disputes = Dispute.objects.filter(invoice=OuterRef("pk"), closed_at=None)
    spoken = Invoice.objects.filter(party=party, status="open", total__gt=F("paid")).annotate(
        promised_on=Subquery(newest.values("promised_on")[:1]),
        promise_note=Subquery(newest.values("note")[:1]),
        quarrel=Subquery(disputes.values("reason")[:1]),
    )
    rows = list(spoken.exclude(promised_on=None, quarrel=None).order_by("promised_on", "issued_on"))
    return [row for row in rows if row.promised_on], [row for row in rows if row.quarrel is not None]
