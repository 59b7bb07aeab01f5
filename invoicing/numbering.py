"""Numbers of documents: drawn inside the issuing transaction, without gap or double.

India: at most 16 characters, unique in the financial year (CGST Rule 46(b), Rule 53 for notes); Kenya's run on.
"""

import uuid
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from invoicing.models import NumberSeries
from invoicing.paycode import pay_code
from smartkhata.core import countries
from smartkhata.core.counters import next_value
from smartkhata.core.errors import DomainError
from smartkhata.core.tenancy import current_business_id

MAX_LENGTH = 16
# What a shop starts with until its owner says otherwise: prefix, digits in India, digits elsewhere.
STARTS = {
    "invoice": ("INV", 5, 4),
    "credit_note": ("CN", 5, 4),
    "debit_note": ("DN", 5, 4),
    "receipt": ("RCPT", 4, 4),
    "refund": ("RFND", 4, 4),
    "quote": ("QUO", 5, 4),
}
YEARLY = frozenset({"invoice", "credit_note", "debit_note", "quote"})


@dataclass(frozen=True)
class Drawn:
    """A number that nobody else has: `text` as printed, `serial` its place in the series."""

    series_id: uuid.UUID
    serial: int
    text: str

    @property
    def key(self):
        return stripped(self.text)


def draw(kind, business, on):
    """The next Drawn of the shop's series of `kind` for a document dated `on`.

    The series' row stays locked until the transaction ends, so a number that is rolled back is given again.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A number may only be drawn inside the transaction that uses it.")
    year = year_of(kind, business, on)
    series_id, prefix, width, serial = _raise(kind, year) or _raise_new(kind, year)
    text = written(prefix, year, serial, width)
    if len(text) > MAX_LENGTH:
        words = _(
            "The next number, %(text)s, has more than %(most)s characters. Shorten its prefix in Settings."
        ) % {"text": text, "most": MAX_LENGTH}
        raise DomainError(words, code="number_too_long", status=409)
    return Drawn(series_id, serial, text)


def year_of(kind, business, on):
    """``26-27`` for yearly series in India, empty where numbers run on."""
    return countries.get(business.country).financial_year(on) if kind in YEARLY else ""


def written(prefix, year, serial, width):
    """``INV-26-27-00042``, ``INV-0042``."""
    return "-".join(filter(None, (prefix, year, f"{serial:0{width}d}")))


def begin_series(kind, year):
    """The series of `kind` for `year`. Harmless if it exists."""
    NumberSeries.objects.bulk_create([_series(kind, year)], ignore_conflicts=True)


def draft_number():
    return f"DRAFT-{next_value('draft'):03d}"


def next_pay_code():
    return pay_code(next_value("pay_code"))


def stripped(number):
    """Letters and digits only, upper case: how numbers are compared and what an SMS may hold."""
    return "".join(char for char in number.upper() if char.isalnum())


def _raise(kind, year):
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [current_business_id(), kind, year])
        return cursor.fetchone()


def _raise_new(kind, year):
    """Begin the series with its first number; the next one, if somebody else began it meanwhile."""
    new = _series(kind, year)
    with connection.cursor() as cursor:
        cursor.execute(_FIRST, [new.pk, new.business_id, kind, year, new.prefix, new.width])
        return cursor.fetchone()


def _series(kind, year):
    """Like the one before it, or as a new shop starts."""
    prefix, indian, other = STARTS[kind]
    width = indian if year else other
    last = NumberSeries.objects.filter(kind=kind).order_by("-year").first()
    if last is not None:
        prefix, width = last.prefix, last.width
    return NumberSeries(kind=kind, year=year, prefix=prefix, width=width)


_TABLE = NumberSeries._meta.db_table
_NEXT = f"""
UPDATE {_TABLE} SET value = value + 1 WHERE business_id = %s AND kind = %s AND year = %s
RETURNING id, prefix, width, value
"""
_FIRST = f"""
INSERT INTO {_TABLE} (id, business_id, kind, year, prefix, width, first, value) VALUES (%s, %s, %s, %s, %s, %s, 1, 1)
ON CONFLICT (business_id, kind, year) DO UPDATE SET value = {_TABLE}.value + 1
RETURNING id, prefix, width, value
"""
