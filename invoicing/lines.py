"""Lines as people and programs send them -> lines as a draft keeps them (numbers as text)."""

from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from invoicing.totals import MAX_QUANTITY, MAX_RATE, Line
from smartkhata.core import money
from smartkhata.core.errors import DomainError

MAX_LINES = 500


def clean_lines(lines):
    """Checked, plain dicts. A quantity that is not named is 1; one that is given as None (or left empty) and a
    missing rate stay None, and the draft waits for them. DomainError by field.
    """
    if len(lines) > MAX_LINES:
        raise DomainError(_("A document has at most %(n)s lines.") % {"n": MAX_LINES}, code="too_many_lines")
    problems, clean = {}, []
    for number, line in enumerate(lines):
        row, found = _clean(line)
        clean.append(row)
        problems |= {f"items.{number}.{field}": text for field, text in found.items()}
    if problems:
        raise DomainError("Some lines need another look.", code="bad_lines", fields=problems)
    return clean


def as_lines(rows):
    """Stored rows -> totals.Line; only for drafts whose numbers are all known."""
    return [
        Line(
            description=row["description"],
            quantity=Decimal(row["quantity"]),
            unit=row["unit"],
            rate=Decimal(row["rate"]),
            discount=Decimal(row["discount"]),
            tax_rate=None if row["tax_rate"] is None else Decimal(row["tax_rate"]),
            hsn=row["hsn"],
            tax_code=row.get("tax_code", ""),
        )
        for row in rows
    ]


def _clean(line):
    problems = {}

    def number(field, places, default):
        value = line.get(field)
        if value in (None, ""):
            return default
        try:
            return str(money.to_amount(value, places))
        except (DomainError, InvalidOperation):
            problems[field] = _("Enter a number.")
            return default

    row = {
        "description": " ".join(str(line.get("description") or "").replace("\x00", "").split())[:300],
        "quantity": number("quantity", 3, None) if "quantity" in line else "1",
        "unit": str(line.get("unit") or "").strip()[:20],
        "rate": number("rate", 2, None),
        "discount": number("discount", 2, "0.00"),
        "tax_rate": number("tax_rate", 2, None),
        "hsn": str(line.get("hsn") or "").strip()[:8],
        "tax_code": str(line.get("tax_code") or "").strip().upper()[:2],
        "source": str(line.get("source") or "")[:60],
    }
    if not row["description"]:
        problems["description"] = _("Say what was sold.")
    return row, problems | _out_of_bounds(row)


def _out_of_bounds(row):
    problems = {}
    if row["quantity"] is not None and (wrong := _quantity_problem(Decimal(row["quantity"]))):
        problems["quantity"] = wrong
    if row["rate"] is not None and not 0 <= Decimal(row["rate"]) <= MAX_RATE:
        problems["rate"] = _("Enter a rate of 0 or more, at most 9,999,999,999.99.")
    if Decimal(row["discount"]) < 0:
        problems["discount"] = _("A discount is 0 or more.")
    if row["tax_rate"] is not None and not 0 <= Decimal(row["tax_rate"]) <= 100:
        problems["tax_rate"] = _("A tax rate is between 0 and 100 per cent.")
    if row["hsn"] and not (row["hsn"].isdecimal() and len(row["hsn"]) >= 2):
        problems["hsn"] = _("An HSN or SAC code has 2 to 8 digits.")
    return problems


def _quantity_problem(quantity):
    if quantity <= 0:
        return _("Enter a quantity above 0.")
    if quantity > MAX_QUANTITY:
        return _("A quantity is at most 9,999,999.999. Split it into two lines.")
    return ""
