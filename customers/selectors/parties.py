"""Who is in the khata: one, many, filtered and sorted, and how well they pay."""

import uuid
from datetime import timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, Min, OuterRef, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from customers.finder import found_in
from customers.models import ZERO, Party, SavedView, Tag
from customers.search import fold, number_in
from smartkhata.core import money
from smartkhata.core.errors import DomainError, not_found
from smartkhata.core.tenancy import current_business_id

# The rule of payment_status, shown to the owner: three days of grace, three days of warning; who owes nothing
# on the whole is good, even when an old invoice stands open beside an advance.
GRACE = WARN_AHEAD = timedelta(days=3)
# "Quiet" is who got no invoice for so long.
QUIET = timedelta(days=60)
STATUSES = {
    **{status: Q(status=status) for status in Party.Status.values},
    "current": ~Q(status=Party.Status.INACTIVE),
}
_NAMED = Q(is_walk_in=False)
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
    # What its pages ask for again and again comes along: the shop, and who was merged into it.
    kin = ArraySubquery(Party.across.filter(merged_into=OuterRef("pk")).order_by().values("pk"))
    party = named.select_related("merged_into", "business").annotate(alias_ids=kin).first()
    party = party and (party.merged_into or party)
    if party is None or party.gone_at:
        raise not_found("This customer was not found.")
    return party


def chosen_parties(refs, most=200):
    """The parties of the open shop that are named by UUID or number, by name; what names nobody is left out."""
    keys, numbers = [], []
    for key, value in (item for ref in refs[:most] for item in _reference(ref).items()):
        (keys if key == "pk" else numbers).append(value)
    named = Party.objects.filter(Q(pk__in=keys) | Q(number__in=filter(None, numbers)))
    return named.prefetch_related("tag_rows").order_by("name_key", "pk")


def identities(party):
    """The ids under which a party's entries stand: its own, and those of the parties merged into it."""
    known = getattr(party, "alias_ids", None)
    return [party.pk, *(_alias_ids(party) if known is None else known)]


def aliases():
    """{id of a merged party: id of the party that it turned out to be} of the open shop."""
    rows = Party.across.filter(business_id=current_business_id(), merged_into__isnull=False)
    return dict(rows.values_list("pk", "merged_into"))


def parties(
    *, day, status="", payment_status="", search="", tag="", outstanding_gt=None, sort="name", quiet=False
):
    """The shop's parties, filtered and sorted (SORTS; a leading ``-`` turns round); `day` is today there.

    `status`: active, inactive, suspended, or current (all but inactive); `tag`: a word, however it is written;
    `outstanding_gt`: owes more than this amount; `quiet`: no invoice for 60 days.
    """
    rows = Party.objects.prefetch_related("tag_rows")
    if status:
        rows = rows.filter(_chosen(STATUSES, status, "status"))
    if payment_status:
        rows = rows.filter(_chosen(_due(day), payment_status, "payment_status"))
    if tag:
        rows = rows.filter(pk__in=Tag.objects.filter(key=fold(tag)).values("party_id"))
    if outstanding_gt not in (None, ""):
        rows = rows.filter(balance__gt=_amount(outstanding_gt))
    if quiet:
        rows = rows.filter(Q(last_invoice_on=None) | Q(last_invoice_on__lt=day - QUIET))
    sign, name = ("-", sort[1:]) if sort.startswith("-") else ("", sort)
    order = _chosen(SORTS, sign + SORT_ALIASES.get(name, name), "sort")
    return found_in(rows, search).order_by(*order, "pk")


def payment_status(party, day):
    """good, warning (something is due within 3 days or just late) or overdue (late by more than the grace)."""
    due_on = party.oldest_due_on
    if party.balance <= 0 or due_on is None or due_on > day + WARN_AHEAD:
        return "good"
    return "overdue" if due_on < day - GRACE else "warning"


def summary(day):
    """Counts and sums over the shop's parties; `day` is today there. The walk-ins owe, but are no customer."""
    return Party.objects.aggregate(
        total_customers=Count("pk", filter=_NAMED),
        active_customers=Count("pk", filter=_NAMED & STATUSES["active"]),
        inactive_customers=Count("pk", filter=_NAMED & STATUSES["inactive"]),
        suspended_customers=Count("pk", filter=_NAMED & STATUSES["suspended"]),
        customers_with_overdue=Count("pk", filter=_NAMED & _due(day)["overdue"]),
        total_outstanding=Coalesce(Sum("balance", filter=Q(balance__gt=0)), ZERO),
        total_advances=Coalesce(-Sum("balance", filter=Q(balance__lt=0)), ZERO),
    )


def tags_of_shop(limit=50):
    """(word, parties) of the shop's tags, the most used first."""
    rows = Tag.objects.order_by().values("key").annotate(word=Min("name"), used=Count("pk"))
    return [(row["word"], row["used"]) for row in rows.order_by("-used", "key")[:limit]]


def saved_views(user):
    """The filters of the list that this member keeps under a name."""
    return SavedView.objects.filter(user_id=user.pk)


def top_customers(limit=5):
    return Party.objects.filter(_NAMED, total_billed__gt=0).order_by("-total_billed", "pk")[:limit]


def _alias_ids(party):
    return Party.across.filter(merged_into=party).values_list("pk", flat=True)


def _reference(ref):
    text = str(ref).strip()
    try:
        return {"pk": uuid.UUID(text)}
    except ValueError:
        return {"number": number_in(text)}


def _due(day):
    """payment_status as conditions on the oldest open due date."""
    return {
        "overdue": Q(balance__gt=0, oldest_due_on__lt=day - GRACE),
        "warning": Q(balance__gt=0, oldest_due_on__range=(day - GRACE, day + WARN_AHEAD)),
        "good": Q(balance__lte=0) | Q(oldest_due_on=None) | Q(oldest_due_on__gt=day + WARN_AHEAD),
    }


def _amount(text):
    try:
        return money.to_amount(text)
    except DomainError as error:
        raise DomainError(
            error.message, code="bad_amount", fields={"outstanding_gt": error.message}
        ) from None


def _chosen(table, key, field):
    if key not in table:
        text = _("Choose one of: %(all)s.") % {"all": ", ".join(table)}
        raise DomainError(text, code=f"bad_{field}", fields={field: text})
    return table[key]
