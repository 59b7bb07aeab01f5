"""Reading the khata: who, what they owe, and line by line why."""

import uuid
from datetime import timedelta

from django.db.models import Count, F, Q, Sum, Window
from django.db.models.functions import Coalesce

from customers.finder import found_in
from customers.models import ZERO, LedgerEntry, Party
from customers.search import number_in
from smartkhata.core.errors import DomainError, not_found
from smartkhata.core.tenancy import current_business_id

# The rule of payment_status, shown to the owner: three days of grace, three days of warning.
GRACE = WARN_AHEAD = timedelta(days=3)
# "Quiet" is who got no invoice for so long.
QUIET = timedelta(days=60)
STATUSES = {
    **{status: Q(status=status) for status in Party.Status.values},
    "current": ~Q(status=Party.Status.INACTIVE),
}
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
    """A party of the open shop by UUID or number (CUST-0001, cust1 ...); 404 otherwise.

    Who was merged into another is found as that other.
    """
    named = Party.across.filter(business_id=current_business_id(), **_reference(ref))
    party = named.select_related("merged_into").first()
    party = party and (party.merged_into or party)
    if party is None or party.gone_at:
        raise not_found("This customer")
    return party


def identities(party):
    """The ids under which a party's entries stand: its own, and those of the parties merged into it."""
    return [party.pk, *Party.across.filter(merged_into=party).values_list("pk", flat=True)]


def parties(*, day, status="", payment_status="", search="", sort="name", quiet=False):
    """The shop's parties, filtered and sorted (SORTS; a leading ``-`` turns round); `day` is today there.

    `status`: active, inactive, suspended, or current (all but inactive); `quiet`: no invoice for 60 days.
    """
    rows = Party.objects.all()
    if status:
        rows = rows.filter(_chosen(STATUSES, status, "status"))
    if payment_status:
        rows = rows.filter(_chosen(_due(day), payment_status, "payment_status"))
    if quiet:
        rows = rows.filter(Q(last_invoice_on=None) | Q(last_invoice_on__lt=day - QUIET))
    sign, name = ("-", sort[1:]) if sort.startswith("-") else ("", sort)
    order = _chosen(SORTS, sign + SORT_ALIASES.get(name, name), "sort")
    return found_in(rows, search).order_by(*order, "pk")


def payment_status(party, day):
    """good, warning (something is due within 3 days or just late) or overdue (late by more than the grace)."""
    if party.oldest_due_on is None or party.oldest_due_on > day + WARN_AHEAD:
        return "good"
    return "overdue" if party.oldest_due_on < day - GRACE else "warning"


def ledger(party, *, from_on=None, to_on=None):
    """Entries with the balance after each as ``running``, newest first; it counts what lies before `from_on`."""
    order = [F("on").asc(), F("recorded_at").asc(), F("id").asc()]
    rows, before = _entries(party), ZERO
    if from_on:
        rows, before = rows.filter(on__gte=from_on), balance_on(party, from_on - timedelta(days=1))
    if to_on:
        rows = rows.filter(on__lte=to_on)
    rows = rows.annotate(running=Window(Sum("amount"), order_by=order) + before)
    return rows.order_by("-on", "-recorded_at", "-id")


def entries_of(party, kinds):
    """The party's entries of some kinds, newest first."""
    rows = _entries(party).filter(kind__in=kinds)
    return rows.order_by("-on", "-recorded_at", "-id")


def balance_on(party, day):
    """What the party owed at the end of a day."""
    rows = _entries(party).filter(on__lte=day)
    return rows.aggregate(total=Coalesce(Sum("amount"), ZERO))["total"]


def summary(day):
    """Counts and sums over the shop's parties; `day` is today there."""
    return Party.objects.aggregate(
        total_customers=Count("pk"),
        active_customers=Count("pk", filter=STATUSES["active"]),
        inactive_customers=Count("pk", filter=STATUSES["inactive"]),
        suspended_customers=Count("pk", filter=STATUSES["suspended"]),
        customers_with_overdue=Count("pk", filter=_due(day)["overdue"]),
        total_outstanding=Coalesce(Sum("balance", filter=Q(balance__gt=0)), ZERO),
        total_advances=Coalesce(-Sum("balance", filter=Q(balance__lt=0)), ZERO),
    )


def top_customers(limit=5):
    return Party.objects.filter(total_billed__gt=0).order_by("-total_billed", "pk")[:limit]


def _entries(party):
    return LedgerEntry.objects.filter(party__in=identities(party))


def _reference(ref):
    text = str(ref).strip()
    try:
        return {"pk": uuid.UUID(text)}
    except ValueError:
        return {"number": number_in(text)}


def _due(day):
    """payment_status as conditions on the oldest open due date."""
    return {
        "overdue": Q(oldest_due_on__lt=day - GRACE),
        "warning": Q(oldest_due_on__gte=day - GRACE, oldest_due_on__lte=day + WARN_AHEAD),
        "good": Q(oldest_due_on=None) | Q(oldest_due_on__gt=day + WARN_AHEAD),
    }


def _chosen(table, key, field):
    if key not in table:
        text = f"Choose one of: {', '.join(table)}."
        raise DomainError(text, code=f"bad_{field}", fields={field: text})
    return table[key]
