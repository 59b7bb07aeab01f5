"""The khata line by line: entries with the balance after each, and what was owed on a day."""

import uuid
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Sum, Window
from django.db.models.functions import Coalesce

from customers.models import ZERO, LedgerEntry
from customers.selectors.parties import identities
from smartkhata.core.errors import not_found


def ledger(party, *, from_on=None, to_on=None):
    """Entries with the balance after each as ``running``, newest first; it counts what lies before `from_on`.

    ``is_reversed`` says that a later line takes the entry back.
    """
    order = [F("on").asc(), F("recorded_at").asc(), F("id").asc()]
    rows, before = _entries(party), ZERO
    if from_on:
        rows, before = rows.filter(on__gte=from_on), balance_on(party, from_on - timedelta(days=1))
    if to_on:
        rows = rows.filter(on__lte=to_on)
    rows = rows.annotate(running=Window(Sum("amount"), order_by=order) + before, is_reversed=_is_reversed())
    return rows.order_by("-on", "-recorded_at", "-id")


def entries_of(party, kinds):
    """The party's entries of some kinds, newest first."""
    rows = _entries(party).filter(kind__in=kinds).annotate(is_reversed=_is_reversed())
    return rows.order_by("-on", "-recorded_at", "-id")


def find_entry(party, ref):
    """One line of the party's khata by its UUID; 404 otherwise."""
    try:
        key = uuid.UUID(str(ref))
    except ValueError:
        raise not_found("This entry was not found.") from None
    entry = _entries(party).filter(pk=key).annotate(is_reversed=_is_reversed()).first()
    if entry is None:
        raise not_found("This entry was not found.")
    return entry


def balance_on(party, day):
    """What the party owed at the end of a day."""
    rows = _entries(party).filter(on__lte=day)
    return rows.aggregate(total=Coalesce(Sum("amount"), ZERO))["total"]


def first_day(party):
    """The day of the party's first line; None before it."""
    return _entries(party).order_by("on").values_list("on", flat=True).first()


def _entries(party):
    return LedgerEntry.objects.filter(party__in=identities(party))


def _is_reversed():
    return Exists(LedgerEntry.objects.filter(reverses=OuterRef("pk")))
