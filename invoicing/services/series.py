"""How a shop numbers its documents: prefix, digits and where it goes on, set by the owner."""

import re

from django.db import transaction
from django.utils.translation import gettext as _

from invoicing.models import NumberSeries
from invoicing.numbering import MAX_LENGTH, begin_series, written, year_of
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record

PREFIX = re.compile(r"[A-Z1-9][A-Z0-9-]{0,8}")
WIDTHS = range(1, 9)


def set_series(kind, business, *, prefix, width, next_serial, on, by):
    """Set the series of `kind` for the year of `on`; the next document takes `next_serial`.

    Numbers only go forward: DomainError by field when one was drawn already, or when a number would have more
    than 16 characters (CGST Rule 46(b)), or when another series has the prefix.
    """
    prefix, year = prefix.strip().upper(), year_of(kind, business, on)
    begin_series(kind, year)
    with transaction.atomic():
        series = NumberSeries.objects.select_for_update().get(kind=kind, year=year)
        problems = _problems(series, prefix, width, next_serial)
        if problems:
            raise DomainError(next(iter(problems.values())), code="bad_series", fields=problems)
        before, unused = series.value, series.value < series.first
        series.prefix, series.width, series.value = prefix, width, next_serial - 1
        if unused:
            series.first = next_serial
        series.save()
        if not unused and series.value > before:
            record("series.jumped", series, by=by, first=before + 1, last=series.value)
        record("series.changed", series, by=by, kind=kind, prefix=prefix, width=width, next=next_serial)
    return series


def _problems(series, prefix, width, next_serial):
    problems = {}
    if not PREFIX.fullmatch(prefix):
        problems["prefix"] = _(
            "A prefix has 1 to 9 capital letters, digits or dashes, and begins with no 0 or dash."
        )
    elif NumberSeries.objects.filter(prefix=prefix).exclude(kind=series.kind).exists():
        problems["prefix"] = _("Another kind of document uses this prefix.")
    if width not in WIDTHS:
        problems["width"] = "Choose 1 to 8 digits."
    elif (
        "prefix" not in problems
        and (length := len(written(prefix, series.year, 10**width - 1, width))) > MAX_LENGTH
    ):
        text = _(
            "The number would have %(length)s characters, the law allows %(most)s. Shorten prefix or digits."
        ) % {"length": length, "most": MAX_LENGTH}
        problems["prefix"] = text
    if not series.value < next_serial < 10**8:
        problems["next_serial"] = _("Numbers up to %(value)s are taken. Enter a larger one.") % {
            "value": series.value
        }
    return problems
