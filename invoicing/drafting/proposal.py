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
class PastInvoice:
    """What was billed before, for patterns and for "is this the same again?": `total` without tax."""

    number: str
    on: date
    lines: tuple[LastLine, ...]

    @property
    def total(self):
        return sum((line.quantity * line.rate for line in self.lines), Decimal(0))


@dataclass(frozen=True)
class Context:
    """What a drafter knows besides the sentence, the newest price and invoice first.

    Holds no name, phone, e-mail, address or tax id. `credit_left`: what the customer may still owe, None without
    a limit; `terms_days`: when they usually pay by; `language`, `wants_tax`: the customer's preferences;
    `charges_tax`: whether this draft does;
    `instructions`: what the template says to a drafter.
    """

    country: str
    currency: str
    tax_rate: Decimal
    today: date
    price_history: tuple[PriceSeen, ...] = ()
    last_lines: tuple[LastLine, ...] = ()
    past: tuple[PastInvoice, ...] = ()
    business_type: str = ""
    terms_days: int | None = None
    credit_left: Decimal | None = None
    language: str = ""
    wants_tax: bool | None = None
    charges_tax: bool = True
    instructions: str = ""


@dataclass(frozen=True)
class ProposedLine:
    """`source` tells where the rate comes from: "prompt", "last invoice", "INV-0042 of 12 Sep 2026", or "".

    `kept`: what a person typed besides (discount, tax_rate, hsn), in a correction.
    `quantity` and `rate` are None where the sentence does not say them clearly; a flag says why.
    """

    description: str
    quantity: Decimal | None
    unit: str
    rate: Decimal | None
    source: str = ""
    kept: dict = field(default_factory=dict)


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
