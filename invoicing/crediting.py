"""The arithmetic of a credit note: an issued invoice and what of it comes back -> lines and totals.

A note repeats the invoice's own rates and tax split; together the notes of an invoice never exceed its total,
and the one that takes the last of it ends at the cent (the difference stands as round-off).
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from invoicing.totals import Line, compute
from smartkhata.core import money
from smartkhata.core.errors import DomainError

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class CreditableLine:
    """A line of the invoice with how many of it may still come back."""

    line: object
    quantity_left: Decimal


@dataclass(frozen=True)
class Creditable:
    """`left` of the invoice's total; `earlier`: notes there are; `reduced`: one of them took off an amount."""

    invoice: object
    country: str
    lines: list
    left: Decimal
    earlier: bool
    reduced: bool


@dataclass(frozen=True)
class Credited:
    """What stands on the note: the fields of CreditNote, and its lines as fields of CreditNoteLine."""

    lines: list
    subtotal: Decimal
    discount: Decimal
    tax: Decimal
    tax_lines: list
    tax_inclusive: bool
    round_off: Decimal
    total: Decimal


def whole(state):
    """All that is left of the invoice."""
    if state.reduced:
        return of_amount(state, state.left)
    quantities = {row.line.position: row.quantity_left for row in state.lines if row.quantity_left}
    if state.earlier:
        return of_quantities(state, quantities)
    invoice = state.invoice
    kept = ("subtotal", "discount", "tax", "tax_lines", "tax_inclusive", "round_off", "total")
    lines = [_row(row.line, row.line.quantity, row.line.discount, row.line.amount) for row in state.lines]
    return Credited(lines=lines, **{field: getattr(invoice, field) for field in kept})


def of_quantities(state, quantities):
    """So many of each line ({position: quantity}) came back."""
    invoice, by_position = state.invoice, {row.line.position: row for row in state.lines}
    problems, parts = {}, []
    for position, wanted in quantities.items():
        quantity, row = money.to_amount(wanted, 3), by_position.get(int(position))
        left = row.quantity_left if row else ZERO
        if not 0 <= quantity <= left:
            problems[f"items.{position}.quantity"] = _("At most %(left)s can come back.") % {
                "left": format(left.normalize(), "f")
            }
        elif quantity:
            parts.append((row.line, quantity))
    if problems or not parts:
        text = next(iter(problems.values()), _("Say how many of which line came back."))
        raise DomainError(text, code="bad_quantity", fields=problems or {"items": text})
    lines = [
        Line(
            description=line.description,
            quantity=quantity,
            rate=line.rate,
            discount=money.half_up(line.discount * quantity / line.quantity),
            tax_rate=line.tax_rate,
        )
        for line, quantity in parts
    ]
    amounts = [money.half_up(line.quantity * line.rate) - line.discount for line in lines]
    share = sum(amounts, ZERO) / invoice.subtotal if invoice.subtotal else ZERO
    totals = _compute(state, lines, discount=money.half_up(invoice.discount * share))
    rows = [
        _row(line, quantity, own.discount, amount)
        for (line, quantity), own, amount in zip(parts, lines, amounts, strict=True)
    ]
    last = all(quantities.get(position, 0) == row.quantity_left for position, row in by_position.items())
    return _credited(state, rows, totals, inclusive=invoice.tax_inclusive, last=last)


def of_amount(state, amount):
    """`amount`, tax included, off the price: spread over the lines in proportion."""
    worth = [row.line for row in state.lines if row.line.amount > 0]
    if amount <= 0 or not worth:
        text = _("Enter an amount above 0.")
        raise DomainError(text, code="bad_amount", fields={"amount": text})
    shares = money.split(amount, [line.amount for line in worth])
    parts = [(line, share) for line, share in zip(worth, shares, strict=True) if share > 0]
    lines = [Line(line.description, Decimal(1), rate=share, tax_rate=line.tax_rate) for line, share in parts]
    totals = _compute(state, lines, inclusive=True)
    rows = [
        {**_row(line, Decimal(1), ZERO, share), "rate": share, "by_amount": True} for line, share in parts
    ]
    return _credited(state, rows, totals, inclusive=True, last=amount == state.left)


def _compute(state, lines, *, discount=ZERO, inclusive=None):
    invoice = state.invoice
    return compute(
        lines,
        country=state.country,
        registration=invoice.seller.get("registration", "none"),
        seller_state=invoice.seller.get("state", ""),
        place_of_supply=invoice.place_of_supply,
        discount=discount,
        tax_inclusive=invoice.tax_inclusive if inclusive is None else inclusive,
        on=invoice.issued_on,
    )


def _credited(state, rows, totals, *, inclusive, last):
    total = totals.total
    if last and abs(state.left - total) <= 1:
        total = state.left
    return Credited(
        lines=rows,
        subtotal=totals.subtotal,
        discount=totals.discount,
        tax=totals.tax,
        tax_lines=[
            {"name": t.name, "percent": str(t.percent), "taxable": str(t.taxable), "amount": str(t.amount)}
            for t in totals.tax_lines
        ],
        tax_inclusive=inclusive,
        round_off=totals.round_off + total - totals.total,
        total=total,
    )


def _row(line, quantity, discount, amount):
    return {
        "invoice_line": line,
        "description": line.description,
        "hsn": line.hsn,
        "quantity": quantity,
        "unit": line.unit,
        "rate": line.rate,
        "discount": discount,
        "tax_rate": line.tax_rate,
        "amount": amount,
        "by_amount": False,
    }
