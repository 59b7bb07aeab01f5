"""What a drafter may say. A proposal has no totals, and a number it could not read stays empty."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True)
class PriceSeen:
    """A rate that this customer was billed before."""

    description: str
    unit: str
    rate: Decimal
    invoice_number: str
    on: date


@dataclass(frozen=True)
class LastLine:
    """A line of the customer's last invoice, for "same as last month"."""

    description: str
    quantity: Decimal
    unit: str
    rate: Decimal


@dataclass(frozen=True)
class Context:
    """What a drafter knows besides the sentence, the newest price first. Holds no phone, e-mail or tax id."""

    country: str
    currency: str
    tax_rate: Decimal
    today: date
    price_history: tuple[PriceSeen, ...] = ()
    last_lines: tuple[LastLine, ...] = ()


@dataclass(frozen=True)
class ProposedLine:
    """`source` tells where the rate comes from: "prompt", "last invoice", "INV-0042 of 12 Sep 2026", or "".

    `quantity` and `rate` are None where the sentence does not say them clearly; a flag says why.
    """

    description: str
    quantity: Decimal | None
    unit: str
    rate: Decimal | None
    source: str = ""


@dataclass(frozen=True)
class Proposal:
    """`discount` is an amount, `discount_percent` a share of the lines; at most one is set.

    `notes` holds what was said and is no number of the invoice: "50% deposit already paid", "PO 4512".
    """

    lines: tuple[ProposedLine, ...]
    drafter: str
    discount: Decimal = Decimal("0.00")
    discount_percent: Decimal | None = None
    tax_inclusive: bool = False
    due_in_days: int | None = None
    notes: str = ""
    flags: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = field(default=())
    confidence: Decimal = Decimal("0.00")


class Drafter(Protocol):
    name: str

    def propose(self, prompt: str, context: Context) -> Proposal: ...
