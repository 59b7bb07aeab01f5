"""Kenya: VAT, KRA PIN, M-Pesa. Documents are no eTIMS tax invoices and say so (LN 64 of 2024)."""

import re
from datetime import date
from decimal import Decimal

from smartkhata.core.countries.base import Country, TaxHead, TaxRate, bad_tax_id

ETIMS = "Not a KRA eTIMS tax invoice. Tax invoice issued separately through eTIMS."
_TITLES = {"invoice": "INVOICE", "credit_note": "CREDIT NOTE", "receipt": "RECEIPT"}
_SINCE = date(2021, 1, 1)


def check_kra_pin(value):
    """A or P, nine digits, a letter; the rule of the last letter is not public."""
    if not re.fullmatch(r"[AP][0-9]{9}[A-Z]", value):
        raise bad_tax_id("A KRA PIN looks like P051365947M: a letter, nine digits, a letter.")
    return value


def split_tax(rate, *, seller_state="", place_of_supply=""):
    return [TaxHead("VAT", Decimal(rate))]


def financial_year(on):
    """Kenyan document numbers run on through the years."""
    return ""


def document_title(kind="invoice", *, registration="none"):
    """Never TAX INVOICE, FISCAL RECEIPT or ETR: those come from eTIMS alone."""
    return _TITLES[kind]


def legal_lines(kind="invoice", registration="none"):
    return [ETIMS] if kind == "invoice" else []


KENYA = Country(
    code="KE",
    name="Kenya",
    currency="KES",
    dialling="+254",
    time_zone="Africa/Nairobi",
    languages=("en", "sw"),
    payment_rails=("mpesa", "bank", "cash"),
    phone_example="0712 345 678",
    rates=(
        TaxRate("B", Decimal("16"), "VAT 16%", _SINCE),
        TaxRate("E", Decimal("8"), "VAT 8%", _SINCE),
        TaxRate("C", Decimal("0"), "Zero-rated", _SINCE),
        TaxRate("A", Decimal("0"), "Exempt", _SINCE),
    ),
    standard_percent=Decimal("16"),
    tax_id_checks={"KRA_PIN": check_kra_pin},
    taxing_registrations=frozenset({"vat"}),
    split_tax=split_tax,
    financial_year=financial_year,
    document_title=document_title,
    legal_lines=legal_lines,
)
