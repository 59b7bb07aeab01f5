"""The day book and the cash position: what happened on a day, and where the shop's money is after it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext as _

from customers.models import LedgerEntry
from invoicing.models import Method, Payment, Refund

ZERO = Decimal("0.00")
COUNTER = "counter"


@dataclass(frozen=True)
class Till:
    """Money of one way to pay: what was there before the day, came in, went out, and is there after it."""

    method: str
    before: Decimal
    received: Decimal
    returned: Decimal

    @property
    def after(self):
        return self.before + self.received - self.returned

    @property
    def label(self):
        return _("At the counter") if self.method == COUNTER else Method(self.method).label


@dataclass(frozen=True)
class DayBook:
    """Every line of the khata of `day`, oldest first, and the Tills that ever held money."""

    day: date
    entries: list
    tills: list

    @property
    def total(self):
        return Till(
            "",
            sum((till.before for till in self.tills), ZERO),
            sum((till.received for till in self.tills), ZERO),
            sum((till.returned for till in self.tills), ZERO),
        )


def day_book(day):
    entries = LedgerEntry.objects.filter(on=day).select_related("party").order_by("recorded_at", "source")
    return DayBook(day, list(entries), tills(day))


def tills(day):
    """One Till for each way in which money ever came; payments that bounced went out again on that day.

    "You got" at the counter is money in a till of its own: nobody said how it was paid.
    """
    came, went = defaultdict(dict), defaultdict(dict)
    for when, lookup in (("before", "lt"), ("on", "exact")):
        money_in = _by_method(Payment, f"received_on__{lookup}", day)
        got = LedgerEntry.objects.filter(kind="got", **{f"on__{lookup}": day}).aggregate(sum=Sum("amount"))[
            "sum"
        ]
        came[when] = money_in | ({COUNTER: -got} if got else {})
        went[when] = _add(
            _by_method(Refund, f"paid_on__{lookup}", day), _by_method(Payment, f"reversed_on__{lookup}", day)
        )
    used = {method for part in (came, went) for sums in part.values() for method in sums}
    return [
        Till(
            method,
            came["before"].get(method, ZERO) - went["before"].get(method, ZERO),
            came["on"].get(method, ZERO),
            went["on"].get(method, ZERO),
        )
        for method in (*Method.values, COUNTER)
        if method in used
    ]


def _by_method(model, lookup, day):
    rows = model.objects.filter(**{lookup: day})
    return dict(rows.order_by().values_list("method").annotate(Sum("amount")))


def _add(*tables):
    sums = defaultdict(lambda: ZERO)
    for table in tables:
        for key, amount in table.items():
            sums[key] += amount
    return dict(sums)
