"""Kenya: VAT, KRA PIN, M-Pesa. Documents are no eTIMS tax invoices and say so (LN 64 of 2024)."""

import re
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from smartkhata.core.countries.base import Country, TaxHead, TaxRate, bad_tax_id

ETIMS = "Not a KRA eTIMS tax invoice. Tax invoice issued separately through eTIMS."
_TITLES = {
    "invoice": "INVOICE",
    "credit_note": "CREDIT NOTE",
    "debit_note": "DEBIT NOTE",
    "receipt": "RECEIPT",
    "receipt_voucher": "RECEIPT",
    "refund_voucher": "REFUND VOUCHER",
    "estimate": "QUOTATION",
}
_FREE_TITLES = {"INVOICE", "PROFORMA INVOICE", "BILL", "CASH SALE"}
_START = date(2013, 9, 2)
# 14 % from April to December 2020 (Legal Notices 35 and 206 of 2020).
_LOWERED, _RAISED = date(2020, 4, 1), date(2021, 1, 1)


def check_kra_pin(value):
    """A or P, nine digits, a letter; the rule of the last letter is not public."""
    if not re.fullmatch(r"[AP][0-9]{9}[A-Z]", value):
        raise bad_tax_id(_("A KRA PIN looks like P051365947M: a letter, nine digits, a letter."))
    return value


def split_tax(rate, *, seller_state="", place_of_supply=""):
    return [TaxHead("VAT", Decimal(rate))]


def financial_year(on):
    """Kenyan document numbers run on through the years."""
    return ""


def document_title(
    kind="invoice", *, registration="none", wanted="", taxed=True, exempt=False, registered_buyer=False
):
    """Never TAX INVOICE, FISCAL RECEIPT or ETR: those come from eTIMS alone."""
    wanted = wanted.strip().upper()
    return wanted if kind == "invoice" and wanted in _FREE_TITLES else _TITLES[kind]


def notices(kind="invoice", registration="none"):
    return []


def legal_lines(kind="invoice", registration="none", *, signed=False):
    return [ETIMS] if kind in ("invoice", "credit_note", "debit_note") else []


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
        TaxRate("B", Decimal("16"), "VAT 16%", _START, date(2020, 3, 31), standard=True),
        TaxRate("B", Decimal("14"), "VAT 14%", _LOWERED, date(2020, 12, 31), standard=True),
        TaxRate("B", Decimal("16"), "VAT 16%", _RAISED, standard=True),
        TaxRate("E", Decimal("8"), "VAT 8%", date(2018, 9, 21)),
        TaxRate("C", Decimal("0"), "Zero-rated", _START),
        TaxRate("A", Decimal("0"), "Exempt", _START),
    ),
    tax_id_checks={"KRA_PIN": check_kra_pin},
    taxing_registrations=frozenset({"vat"}),
    split_tax=split_tax,
    financial_year=financial_year,
    document_title=document_title,
    legal_lines=legal_lines,
    notices=notices,
    tax_id_label="KRA PIN",
)
