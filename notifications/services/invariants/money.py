"""I10: a payment is booked once. I11: what a customer claims moves money only by the shop's word.

No provider of ours takes money: each payment has a person who booked it, and that word is its proof.
"""

from django.db.models import Count, F, Q, Value
from django.db.models.functions import Replace, Upper

from invoicing.models import Payment, PaymentClaim
from notifications.services.invariants.broken import Broken

Status = PaymentClaim.Status


def booked_twice(at):
    """References that two payments of one method have; written as claims and payments compare them."""
    rows = Payment.objects.exclude(reference="").exclude(reversal="mistake")
    plain = Upper(Replace("reference", Value(" "), Value("")))
    for method, reference in (
        rows.order_by()
        .annotate(plain=plain)
        .values_list("method", "plain")
        .annotate(times=Count("pk"))
        .filter(times__gt=1)
        .values_list("method", "plain")
    ):
        yield Broken("I10", f"{method} {reference}", "is booked more than once")


def unproven(at):
    """Payments that nobody booked, and claims whose payment is not what the shop decided."""
    # What an import brought of the past has no series; its fact tells who brought it.
    for number in Payment.objects.filter(by_id=None, series__isnull=False).values_list("number", flat=True):
        yield Broken("I11", number, "was booked by nobody")
    decided = Q(payment__isnull=False, decided_at__isnull=False, decided_by_id__isnull=False)
    wrong = (Q(status=Status.CONFIRMED) & ~decided) | (~Q(status=Status.CONFIRMED) & Q(payment__isnull=False))
    for pk, status in PaymentClaim.objects.filter(wrong).values_list("pk", F("status")):
        yield Broken("I11", f"claim:{pk}", f"is {status}, and its payment says otherwise")
