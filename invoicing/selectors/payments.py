"""Payments and what they settled."""

from invoicing.models import Payment
from invoicing.selectors.references import find


def find_payment(ref):
    """A payment by UUID or receipt number; 404 otherwise."""
    rows = Payment.objects.select_related("party").prefetch_related("allocations__invoice")
    return find(rows, ref, what="This payment", by_number=lambda text: {"number": text.upper()})


def payments_of(party):
    return Payment.objects.filter(party=party).order_by("-received_on", "-created_at")
