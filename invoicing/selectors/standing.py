"""How fast a party pays, and what was open of its documents on a day."""

from datetime import timedelta

from django.db.models import DecimalField, F, Func, IntegerField, Max, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from customers.models import ZERO
from customers.selectors import OpenItem, identities
from invoicing.models import Allocation, Invoice
from invoicing.scoring import score
from invoicing.selectors.invoices import oldest_due_on
from smartkhata.core.clock import day_bounds
from smartkhata.core.models import Business
from smartkhata.core.tenancy import current_business_id

TWO_YEARS = timedelta(days=730)


class Days(Func):
    """Whole days from the second date to the first, at least 0: who pays early has not paid in the past."""

    template, arg_joiner, output_field = "GREATEST(%(expressions)s, 0)", " - ", IntegerField()


def standing_of(party):
    """What a party remembers of its documents: oldest_due_on, paid_amount, paid_amount_days."""
    return {"oldest_due_on": oldest_due_on(party), **payment_days_of(party)}


def payment_days_of(party):
    """What money settled of the party's invoices, and each such amount times the days it took."""
    days = Days(F("payment__received_on"), F("invoice__issued_on"))
    weighted = Sum(F("amount") * days, output_field=DecimalField(max_digits=18, decimal_places=2))
    settled = Allocation.objects.filter(invoice__party__in=identities(party), kind=Allocation.Kind.PAYMENT)
    sums = settled.aggregate(whole=Sum("amount"), weighted=weighted)
    return {"paid_amount": sums["whole"] or ZERO, "paid_amount_days": sums["weighted"] or ZERO}


def score_of(party, day):
    """The payment score (invoicing/scoring.py): invoices of two years that are paid, or late and still open."""
    rows = Invoice.objects.filter(party__in=identities(party), issued_on__gt=day - TWO_YEARS)
    rows = rows.exclude(status=Invoice.Status.VOID).annotate(settled_on=Max("allocations__on"))
    invoices = []
    for total, paid, due_on, settled_on in rows.values_list("total", "paid", "due_on", "settled_on"):
        if paid >= total or due_on < day:
            until = settled_on or due_on if paid >= total else day
            invoices.append((total, (until - due_on).days))
    return score(invoices)


def open_at(day, party=None):
    """What was open of each invoice at the end of `day`, as OpenItems (settings.OPEN_DOCUMENTS)."""
    later = Allocation.objects.filter(invoice=OuterRef("pk"), on__gt=day).order_by()
    paid_later = later.values("invoice").annotate(amount=Sum("amount")).values("amount")
    rows = Invoice.objects.filter(issued_on__lte=day)
    rows = rows if party is None else rows.filter(party__in=identities(party))
    rows = rows.annotate(left=F("total") - F("paid") + Coalesce(Subquery(paid_later), ZERO))
    rows = rows.filter(_standing_on(day), left__gt=0).values_list("party_id", "due_on", "left")
    return [OpenItem(*row) for row in rows.iterator(chunk_size=5000)]


def _standing_on(day):
    """Not void by the end of the day; what was written off since is an allocation of a later day."""
    _start, end = day_bounds(Business.objects.get(pk=current_business_id()), day)
    return ~Q(status=Invoice.Status.VOID) | Q(voided_at__gte=end)
