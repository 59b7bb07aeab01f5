"""What invoicing adds to the customer's page and answer (smartkhata/panels.py)."""

from django.db.models import F, Subquery, Sum

from customers.models import ZERO
from invoicing.models import Invoice, Payment
from invoicing.selectors.invoices import state_of
from invoicing.selectors.standing import score_of
from smartkhata.core.clock import today

RECENT = 5


def panel_of(party):
    """recent_invoices, recent_payments and the financial figures that follow from documents."""
    day = today(party.business)
    late = _late(party, day).values("party").annotate(due=Sum(F("total") - F("paid"))).values("due")
    invoices = Invoice.objects.filter(party=party).annotate(overdue_of_all=Subquery(late))
    invoices = list(invoices.order_by("-issued_on", "-created_at")[:RECENT])
    payments = Payment.objects.filter(party=party).order_by("-received_on", "-created_at")[:RECENT]
    return {
        "recent_invoices": [_invoice(invoice, day) for invoice in invoices],
        "recent_payments": [_payment(payment) for payment in payments],
        "financial": {
            "overdue": invoices[0].overdue_of_all or ZERO if invoices else ZERO,
            "payment_score": score_of(party, day),
        },
    }


def overdue_of(party, day):
    return _late(party, day).aggregate(due=Sum(F("total") - F("paid")))["due"] or ZERO


def _late(party, day):
    return Invoice.objects.filter(party=party, status="open", due_on__lt=day)


def _invoice(invoice, day):
    return {
        "invoice_id": invoice.number,
        "id": invoice.pk,
        "date": invoice.issued_on,
        "due_date": invoice.due_on,
        "total": invoice.total,
        "balance_due": invoice.balance_due,
        "currency": invoice.currency,
        "status": state_of(invoice, day),
    }


def _payment(payment):
    return {
        "payment_id": payment.pk,
        "receipt_number": payment.number,
        "date": payment.received_on,
        "amount": payment.amount,
        "currency": payment.currency,
        "method": payment.method,
        "reference": payment.reference,
    }
