"""Reading the khata: who, what they owe, and line by line why."""

import uuid
from datetime import timedelta

from django.db.models import Count, F, Q, Sum, Window
from django.db.models.functions import Coalesce

from customers.models import ZERO, LedgerEntry, Party
from customers.search import matching
from smartkhata.core.errors import DomainError, not_found

# The rule of payment_status, shown to the owner: three days of grace, three days of warning.
GRACE = WARN_AHEAD = timedelta(days=3)
SORTS = {
    "name": ("name_key",),
    "-name": ("-name_key",),
    "outstanding": ("balance", "name_key"),
    "-outstanding": ("-balance", "name_key"),
    "last_invoice": (F("last_invoice_on").asc(nulls_last=True), "name_key"),
    "-last_invoice": (F("last_invoice_on").desc(nulls_last=True), "name_key"),
}
# The documents' field names are accepted too.
SORT_ALIASES = {"outstanding_balance": "outstanding", "last_invoice_date": "last_invoice"}


def find_party(ref):
    """A party of the open shop by UUID or number (CUST-0001, cust1 ...); 404 otherwise."""
    party = Party.objects.filter(**_reference(ref)).first()
    if party is None:
        raise not_found("This customer")
    return party


def parties(*, day, status="", payment_status="", search="", sort="name"):
    """The shop's parties, filtered and sorted (SORTS; a leading ``-`` turns round); `day` is today there."""
    sign, name = ("-", sort[1:]) if sort.startswith("-") else ("", sort)
    order = SORTS.get(sign + SORT_ALIASES.get(name, name))
    if order is None:
        text = "Sort by name, outstanding or last_invoice, with - in front for the other way."
        raise DomainError(text, code="bad_sort", fields={"sort": text})
    rows = Party.objects.all()
    if status:
        rows = rows.filter(status=status)
    if payment_status:
        rows = rows.filter(_with_payment_status(payment_status, day))
    return matching(rows, search).order_by(*order, "pk")


def payment_status(party, day):
    """good, warning (something is due within 3 days or just late) or overdue (late by more than the grace)."""
    if party.oldest_due_on is None or party.oldest_due_on > day + WARN_AHEAD:
        return "good"
    return "overdue" if party.oldest_due_on < day - GRACE else "warning"


def ledger(party, *, from_on=None, to_on=None):
    """Entries with the running ``balance`` after each, newest first; the balance counts what lies before."""
    order = [F("on").asc(), F("recorded_at").asc(), F("id").asc()]
    rows, before = LedgerEntry.objects.filter(party=party), ZERO
    if from_on:
        rows, before = rows.filter(on__gte=from_on), balance_on(party, from_on - timedelta(days=1))
    if to_on:
        rows = rows.filter(on__lte=to_on)
    rows = rows.annotate(running=Window(Sum("amount"), order_by=order) + before)
    return rows.order_by("-on", "-recorded_at", "-id")


def _with_payment_status(wanted, day):
    due = {
        "overdue": Q(oldest_due_on__lt=day - GRACE),
        "warning": Q(oldest_due_on__gte=day - GRACE, oldest_due_on__lte=day + WARN_AHEAD),
        "good": Q(oldest_due_on=None) | Q(oldest_due_on__gt=day + WARN_AHEAD),
    }
    if wanted not in due:
        raise DomainError("The payment status is good, warning or overdue.", code="bad_filter")
    return due[wanted]


def balance_on(party, day):
    """What the party owed at the end of a day."""
    return LedgerEntry.objects.filter(party=party, on__lte=day).aggregate(
        total=Coalesce(Sum("amount"), ZERO)
    )["total"]


def summary(day):
    """Counts and sums over the shop's parties; `day` is today there."""
    return Party.objects.aggregate(
        total_customers=Count("pk"),
        active_customers=Count("pk", filter=Q(status=Party.Status.ACTIVE)),
        inactive_customers=Count("pk", filter=Q(status=Party.Status.INACTIVE)),
        customers_with_overdue=Count("pk", filter=_with_payment_status("overdue", day)),
        total_outstanding=Coalesce(Sum("balance", filter=Q(balance__gt=0)), ZERO),
        total_advances=Coalesce(-Sum("balance", filter=Q(balance__lt=0)), ZERO),
    )


def top_customers(limit=5):
    return Party.objects.filter(total_billed__gt=0).order_by("-total_billed", "pk")[:limit]


def _reference(ref):
    text = str(ref).strip()
    try:
        return {"pk": uuid.UUID(text)}
    except ValueError:
        digits = "".join(char for char in text if char.isdecimal())
        letters = "".join(char for char in text if char.isalpha()).upper()
        if letters != "CUST" or not digits:
            return {"pk": None}
        return {"number": f"CUST-{int(digits):04d}"}
