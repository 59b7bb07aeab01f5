"""Number series: what comes next, and why a number is missing."""

from dataclasses import dataclass
from itertools import groupby

from django.db import connection
from django.utils.translation import gettext as _

from invoicing.models import CreditNote, Invoice, NumberSeries, Payment, Quote, Refund
from invoicing.numbering import STARTS, written, year_of
from smartkhata.core.events import subject_of
from smartkhata.core.models import Event

DOCUMENTS = {
    "invoice": Invoice,
    "debit_note": Invoice,
    "credit_note": CreditNote,
    "receipt": Payment,
    "refund": Refund,
    "quote": Quote,
}


@dataclass(frozen=True)
class Gap:
    """Numbers `first` to `last` of a series that no document has. `reason` is empty if nobody knows why."""

    first: int
    last: int
    reason: str


def series_of(business, on):
    """The series that documents dated `on` are numbered in, one a kind; unsaved where none was drawn yet."""
    kept = {(row.kind, row.year): row for row in NumberSeries.objects.all()}
    return [_series(kept, kind, year_of(kind, business, on)) for kind in STARTS]


def next_number(series):
    """The number that the next document takes, as printed."""
    return written(series.prefix, series.year, series.value + 1, series.width)


def gaps(series):
    """The Gaps between the first and the last number of a series, each with its reason."""
    model = DOCUMENTS[series.kind]
    with connection.cursor() as cursor:
        cursor.execute(_MISSING.format(table=model._meta.db_table), [series.first, series.value, series.pk])
        missing = [row[0] for row in cursor.fetchall()]
    jumps = list(Event.objects.filter(name="series.jumped", subject=subject_of(series)).order_by("at"))
    return [_gap(run, jumps) for run in _runs(missing, jumps)]


def _runs(missing, jumps):
    """Neighbours with the same explanation make one gap."""
    for _why, run in groupby(enumerate(missing), lambda pair: (pair[1] - pair[0], _jump(pair[1], jumps))):
        yield [serial for _, serial in run]


def _gap(run, jumps):
    jump = _jump(run[0], jumps)
    if jump is None:
        return Gap(run[0], run[-1], "")
    reason = _("Left out by %(name)s on %(day)s")
    return Gap(run[0], run[-1], reason % {"name": jump.actor_label, "day": f"{jump.at:%d %b %Y}"})


def _jump(serial, jumps):
    return next((jump for jump in jumps if jump.data["first"] <= serial <= jump.data["last"]), None)


def _series(kept, kind, year):
    if (kind, year) in kept:
        return kept[kind, year]
    before = [row for (of, _), row in sorted(kept.items()) if of == kind]
    prefix, indian, other = STARTS[kind]
    width = indian if year else other
    if before:
        prefix, width = before[-1].prefix, before[-1].width
    return NumberSeries(kind=kind, year=year, prefix=prefix, width=width)


_MISSING = """
SELECT serial FROM generate_series(%s::bigint, %s::bigint) AS serial
EXCEPT SELECT serial FROM {table} WHERE series_id = %s
ORDER BY 1
"""
