"""The arithmetic of a document: lines in, totals out. Decimal, half up, no database, no clock.

Order (docs/ledger.md): line = quantity x rate - line discount; the document's discount is spread over the
lines; tax per rate and head, each head rounded by itself; then the total, then the optional round-off.
Sources: CGST Act s.15, s.170 (rounding concerns returns, so documents keep two places); Kenya VAT Act s.12.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from smartkhata.core import countries, money
from smartkhata.core.errors import DomainError

ZERO = Decimal("0.00")
MAX_QUANTITY = Decimal("9999999.999")
MAX_RATE = Decimal("9999999999.99")


@dataclass(frozen=True)
class Line:
    """What a person enters. `discount` is an amount; `tax_rate` None means the country's standard rate.

    `tax_code` tells rates of one height apart (Kenya: C zero-rated, A exempt).
    """

    description: str
    quantity: Decimal
    unit: str = ""
    rate: Decimal = ZERO
    discount: Decimal = ZERO
    tax_rate: Decimal | None = None
    hsn: str = ""
    tax_code: str = ""


@dataclass(frozen=True)
class LineTotals:
    """`amount` is shown on the line (after its own discount); the rest also carries its share of the document's.

    taxable + tax = gross. The lines' `tax` adds up to the document's: each has its share of its rate's tax.
    """

    amount: Decimal
    taxable: Decimal
    tax: Decimal
    gross: Decimal
    tax_rate: Decimal
    tax_code: str = ""


@dataclass(frozen=True)
class TaxLine:
    name: str
    percent: Decimal
    taxable: Decimal
    amount: Decimal


@dataclass(frozen=True)
class Totals:
    """`subtotal` is the sum of the lines' amounts. With tax included in the rates, `taxable` = total - tax."""

    lines: list[LineTotals]
    subtotal: Decimal
    discount: Decimal
    taxable: Decimal
    tax_lines: list[TaxLine]
    tax: Decimal
    round_off: Decimal
    total: Decimal


def compute(
    lines,
    *,
    country,
    registration,
    seller_state="",
    place_of_supply="",
    discount=ZERO,
    tax_inclusive=False,
    charge_tax=True,
    round_to_whole=False,
    on=None,
):
    """Totals of `lines` for a seller in `country` ("IN", "KE") with a tax `registration`.

    An unregistered or composition seller charges no tax. `on` is the day whose standard rate counts.
    DomainError with ``fields`` like ``items.0.rate`` when a number is out of bounds.
    """
    place = countries.get(country)
    taxed = charge_tax and place.charges_tax(registration)
    _check(lines, discount)
    amounts = [money.half_up(line.quantity * line.rate) - line.discount for line in lines]
    bases = _bases(amounts, discount)
    rates = [_rate(line, place, on) if taxed else ZERO for line in lines]
    heads = {
        rate: place.split_tax(rate, seller_state=seller_state, place_of_supply=place_of_supply)
        for rate in sorted(set(rates) - {ZERO})
    }
    taxes = {
        rate: _taxes(_of_rate(rate, rates, bases), rate, heads[rate], inclusive=tax_inclusive)
        for rate in heads
    }
    codes = [line.tax_code if taxed else "" for line in lines]
    rows = _rows(amounts, bases, rates, codes, taxes, inclusive=tax_inclusive)
    return _sums(rows, [line for lines in taxes.values() for line in lines], discount, round_to_whole)


def _bases(amounts, discount):
    """The lines' amounts, each less its share of the document's discount."""
    if discount > sum(amounts, ZERO):
        raise _bad({"discount": _("The discount is larger than the lines together.")})
    if not discount:
        return amounts
    return [amount - share for amount, share in zip(amounts, money.split(discount, amounts), strict=True)]


def _of_rate(rate, rates, bases):
    return sum((base for own, base in zip(rates, bases, strict=True) if own == rate), ZERO)


def _taxes(base, rate, heads, *, inclusive):
    """The TaxLines of one rate."""
    if not inclusive:
        return [
            TaxLine(head.name, head.percent, base, money.half_up(base * head.percent / 100)) for head in heads
        ]
    # The tax inside the price is fixed: its heads must add up to it.
    tax = money.half_up(base * rate / (100 + rate))
    shares = money.split(tax, [head.percent for head in heads])
    return [
        TaxLine(head.name, head.percent, base - tax, share) for head, share in zip(heads, shares, strict=True)
    ]


def _rows(amounts, bases, rates, codes, taxes, *, inclusive):
    """Each line with its share of its rate's tax, exact to the cent."""
    shares = [ZERO] * len(bases)
    for rate, lines in taxes.items():
        places = [at for at, own in enumerate(rates) if own == rate]
        parts = money.split(sum(line.amount for line in lines), [bases[at] for at in places])
        for at, part in zip(places, parts, strict=True):
            shares[at] = part
    return [
        LineTotals(amount, base - tax, tax, base, rate, code)
        if inclusive
        else LineTotals(amount, base, tax, base + tax, rate, code)
        for amount, base, tax, rate, code in zip(amounts, bases, shares, rates, codes, strict=True)
    ]


def _sums(rows, taxes, discount, round_to_whole):
    exact = sum((row.gross for row in rows), ZERO)
    total = money.half_up(money.half_up(exact, 0) if round_to_whole else exact)
    if total > money.MAX_AMOUNT:
        raise _bad({"items": _("The total is larger than a document can hold.")})
    return Totals(
        lines=rows,
        subtotal=sum((row.amount for row in rows), ZERO),
        discount=money.half_up(discount),
        taxable=sum((row.taxable for row in rows), ZERO),
        tax_lines=taxes,
        tax=sum((line.amount for line in taxes), ZERO),
        round_off=total - exact,
        total=total,
    )


def _rate(line, place, on):
    return place.default_rate(on) if line.tax_rate is None else line.tax_rate


def _check(lines, discount):
    problems = {}
    if not lines:
        problems["items"] = _("Add at least one line.")
    for number, line in enumerate(lines):
        problems |= {f"items.{number}.{field}": text for field, text in _line_problems(line)}
    if discount < 0 or not _has_places(discount, 2):
        problems["discount"] = _("A discount is 0 or more, in whole paise or cents.")
    if problems:
        raise _bad(problems)


def _line_problems(line):
    if not line.description.strip():
        yield "description", _("Say what was sold.")
    quantity_fits = 0 < line.quantity <= MAX_QUANTITY and _has_places(line.quantity, 3)
    rate_fits = 0 <= line.rate <= MAX_RATE and _has_places(line.rate, 2)
    if not quantity_fits:
        yield "quantity", _("Enter a quantity above 0, at most 9,999,999.999.")
    if not rate_fits:
        yield "rate", _("Enter a rate of 0 or more, at most 9,999,999,999.99.")
    if line.discount < 0 or not _has_places(line.discount, 2):
        yield "discount", _("A discount is 0 or more, in whole paise or cents.")
    elif quantity_fits and rate_fits and line.discount > money.half_up(line.quantity * line.rate):
        yield "discount", _("The discount is larger than the line's amount.")
    if line.tax_rate is not None and not 0 <= line.tax_rate <= 100:
        yield "tax_rate", _("A tax rate is between 0 and 100 per cent.")


def _has_places(number, places):
    """Whether nothing would be lost by keeping so many decimal places."""
    return number == money.half_up(number, places)


def _bad(fields):
    return DomainError(next(iter(fields.values())), code="bad_lines", fields=fields)
