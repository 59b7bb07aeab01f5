"""No payment and no credit note gives more than it has."""

from decimal import Decimal

from django.db.models import Q, Sum

from invoicing.models import Allocation, CreditNote, Payment, Refund
from invoicing.services.proof.difference import Difference, compare

ZERO = Decimal("0.00")


def sources():
    money = _sums(Allocation.objects.filter(kind="payment"), "payment")
    withheld = _sums(Allocation.objects.filter(kind="withheld"), "payment")
    back = _sums(Refund.objects.filter(~Q(payment=None)), "payment")
    for payment in Payment.objects.all():
        given = money.get(payment.pk, ZERO) + back.get(payment.pk, ZERO)
        yield from _within(payment, ZERO if payment.reversed_on else payment.amount, given)
        due = ZERO if payment.reversed_on else payment.withheld
        yield from compare(payment.number, "withheld", withheld.get(payment.pk, ZERO), due)
    noted = _sums(Allocation.objects.filter(kind="credit_note"), "credit_note")
    repaid = _sums(Refund.objects.filter(~Q(credit_note=None)), "credit_note")
    for note in CreditNote.objects.all():
        yield from _within(note, note.total, noted.get(note.pk, ZERO) + repaid.get(note.pk, ZERO))


def _within(source, whole, given):
    if given > whole:
        yield Difference(source.number, "allocated", given, whole)


def _sums(rows, name):
    return dict(rows.order_by().values_list(name).annotate(Sum("amount")))
