"""What a country decides: currency, phones, tax ids, taxes, financial year, payment rails, languages."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from smartkhata.core.errors import DomainError


@dataclass(frozen=True)
class TaxRate:
    """A rate in per cent that may be charged from `from_on` up to and including `to_on`.

    `code` tells two rates of the same height apart (zero-rated and exempt); `standard` is the one that a line
    carries when nobody says otherwise.
    """

    code: str
    percent: Decimal
    label: str
    from_on: date
    to_on: date | None = None
    standard: bool = False

    def valid(self, on):
        return self.from_on <= on and (self.to_on is None or on <= self.to_on)


@dataclass(frozen=True)
class TaxHead:
    """The name under which (part of) a rate stands on the document: CGST 9, VAT 16."""

    name: str
    percent: Decimal


@dataclass(frozen=True)
class Country:
    code: str
    name: str
    currency: str
    dialling: str
    time_zone: str
    languages: tuple[str, ...]
    payment_rails: tuple[str, ...]
    phone_example: str
    rates: tuple[TaxRate, ...]
    tax_id_checks: dict[str, Callable[[str], str]]
    taxing_registrations: frozenset[str]
    split_tax: Callable[..., list[TaxHead]]
    financial_year: Callable[[date], str]
    document_title: Callable[..., str]
    legal_lines: Callable[..., list[str]]
    notices: Callable[..., list[str]]
    tax_id_label: str
    item_code_label: str = ""
    # The code that a return wants for a unit in a merchant's words; empty where the law knows none.
    unit_code: Callable[[str], str] = lambda unit: ""
    states: dict[str, str] = field(default_factory=dict)

    @property
    def tax_id_kinds(self):
        return tuple(self.tax_id_checks)

    def tax_rates(self, on):
        """The rates valid on a date."""
        return [rate for rate in self.rates if rate.valid(on)]

    def default_rate(self, on=None):
        """The standard rate of a date, in per cent; without one today's law as this file knows it."""
        standard = [rate for rate in self.rates if rate.standard and (on is None or rate.valid(on))]
        return standard[-1].percent if standard else Decimal(0)

    def rate_label(self, percent, code=""):
        """``VAT 16%``, ``Exempt``; ``12%`` for a rate that is in no table."""
        for rate in self.rates:
            if rate.percent == percent and code in ("", rate.code):
                return rate.label
        return f"{percent.normalize():f}%"

    def charges_tax(self, registration):
        """Whether a seller so registered may show tax on a document at all."""
        return registration in self.taxing_registrations

    def check_tax_id(self, kind, value):
        """The normalised id; DomainError ``bad_tax_id`` that says what is wrong."""
        if kind not in self.tax_id_checks:
            raise DomainError("This kind of tax number is not known in your country.", code="bad_tax_id")
        return self.tax_id_checks[kind]("".join(str(value).split()).upper())


def bad_tax_id(message):
    return DomainError(message, code="bad_tax_id", fields={"tax_id": message})
