"""The arithmetic of a document: lines in, totals out. Decimal, half up, no database, no clock.

Order (docs/ledger.md): line = quantity x rate - line discount; the document's discount is spread over the
lines; tax per rate and head, each head rounded by itself; then the total, then the optional round-off.
Sources: CGST Act s.15, s.170 (rounding concerns returns, so documents keep two places); Kenya VAT Act s.12.
"""

from dataclasses import dataclass
from decimal import Decimal

from smartkhata.core import countries, money
from smartkhata.core.errors import DomainError

ZERO = Decimal("0.00")
MAX_QUANTITY = Decimal("9999999.999")
MAX_RATE = Decimal("9999999999.99")


@dataclass(frozen=True)
class Line:
    """What a person enters. `discount` is an amount; `tax_rate` None means the country's standard rate."""

    description: str
    quantity: Decimal
    unit: str = ""
    rate: Decimal = ZERO
    discount: Decimal = ZERO
    tax_rate: Decimal | None = None
    hsn: str = ""


@dataclass(frozen=True)
class LineTotals:
    """`amount` is shown on the line (after its discount); `taxable` also carries its share of the document's."""

    amount: Decimal
    taxable: Decimal
    tax_rate: Decimal


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

    An unregistered or composition seller charges no tax. DomainError with ``fields`` like ``items.0.rate``
    when a number is out of bounds.
    """
    place = countries.get(country)
    taxed = charge_tax and place.charges_tax(registration)
    _check(lines, discount)
    amounts = [money.half_up(line.quantity * line.rate) - line.discount for line in lines]
    bases = _bases(amounts, discount)
    rates = [_rate(line, place, on) if taxed else ZERO for line in lines]
    taxes = _taxes(bases, rates, place, seller_state, place_of_supply, tax_inclusive)
    tax = sum((line.amount for line in taxes), ZERO)
    net = sum(bases, ZERO)
    total = net if tax_inclusive else net + tax
    round_off = money.half_up(total, 0) - total if round_to_whole else ZERO
    return Totals(
        lines=[LineTotals(*row) for row in zip(amounts, bases, rates, strict=True)],
        subtotal=sum(amounts, ZERO),
        discount=money.half_up(discount),
        taxable=total - tax,
        tax_lines=taxes,
        tax=tax,
        round_off=money.half_up(round_off),
        total=money.half_up(total + round_off),
    )


def _bases(amounts, discount):
    """The lines' amounts, each less its share of the document's discount."""
    if discount > sum(amounts, ZERO):
        raise _bad({"discount": "The discount is larger than the lines together."})
    if not discount:
        return amounts
    return [amount - share for amount, share in zip(amounts, money.split(discount, amounts), strict=True)]


def _taxes(bases, rates, place, seller_state, place_of_supply, inclusive):
    """One TaxLine per rate and head; a rate of zero has none."""
    groups = {}
    for base, rate in zip(bases, rates, strict=True):
        if rate:
            groups[rate] = groups.get(rate, ZERO) + base
    lines = []
    for rate, base in sorted(groups.items()):
        taxable = base - money.half_up(base * rate / (100 + rate)) if inclusive else base
        heads = place.split_tax(rate, seller_state=seller_state, place_of_supply=place_of_supply)
        amounts = _heads(base, taxable, heads, inclusive)
        lines += [
            TaxLine(head.name, head.percent, taxable, amount)
            for head, amount in zip(heads, amounts, strict=True)
        ]
    return lines


def _heads(base, taxable, heads, inclusive):
    if inclusive:
        # The tax inside the price is fixed: its heads must add up to it.
        return money.split(base - taxable, [head.percent for head in heads])
    return [money.half_up(taxable * head.percent / 100) for head in heads]


def _rate(line, place, on):
    return place.default_rate(on) if line.tax_rate is None else line.tax_rate


def _check(lines, discount):
    problems = {}
    if not lines:
        problems["items"] = "Add at least one line."
    for number, line in enumerate(lines):
        problems |= {f"items.{number}.{field}": text for field, text in _line_problems(line)}
    if discount < 0:
        problems["discount"] = "A discount is 0 or more."
    if problems:
        raise _bad(problems)


def _line_problems(line):
    if not line.description.strip():
        yield "description", "Say what was sold."
    if not 0 < line.quantity <= MAX_QUANTITY:
        yield "quantity", "Enter a quantity above 0, at most 9,999,999.999."
    if not 0 <= line.rate <= MAX_RATE:
        yield "rate", "Enter a rate of 0 or more, at most 9,999,999,999.99."
    if not 0 <= line.discount <= money.half_up(max(line.quantity, ZERO) * max(line.rate, ZERO)):
        yield "discount", "The discount is between 0 and the line's amount."
    if line.tax_rate is not None and not 0 <= line.tax_rate <= 100:
        yield "tax_rate", "A tax rate is between 0 and 100 per cent."


def _bad(fields):
    return DomainError(next(iter(fields.values())), code="bad_lines", fields=fields)
