"""Kenya: KRA PIN, VAT, and documents that never pass for an eTIMS tax invoice."""

from datetime import date
from decimal import Decimal

import pytest

from smartkhata.core import countries
from smartkhata.core.errors import DomainError

KENYA = countries.get("KE")


@pytest.mark.parametrize("pin", ["P051365947M", "A004416331M", "P051234567X", "p051365947m"])
def test_a_kra_pin_is_taken(pin):
    assert KENYA.check_tax_id("KRA_PIN", pin) == pin.upper()


@pytest.mark.parametrize(
    "pin", ["", "B051365947M", "|051365947M", "P05136594M", "P0513659471", "P051365947M1"]
)
def test_what_is_no_kra_pin_is_refused(pin):
    with pytest.raises(DomainError) as refused:
        KENYA.check_tax_id("KRA_PIN", pin)
    assert refused.value.code == "bad_tax_id"


def test_vat_is_one_head_wherever_the_buyer_is():
    heads = KENYA.split_tax(Decimal(16), seller_state="", place_of_supply="")
    assert [(head.name, head.percent) for head in heads] == [("VAT", Decimal(16))]


def test_rates_and_the_standard_rate():
    today = date(2026, 11, 20)
    assert {rate.code: rate.percent for rate in KENYA.tax_rates(today)} == {"A": 0, "B": 16, "C": 0, "E": 8}
    assert KENYA.default_rate(today) == 16


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        (date(2020, 3, 31), 16),
        (date(2020, 4, 1), 14),
        (date(2020, 12, 31), 14),
        (date(2021, 1, 1), 16),
        (None, 16),
    ],
)
def test_the_standard_rate_is_that_of_the_day(day, percent):
    assert KENYA.default_rate(day) == percent


def test_zero_rated_and_exempt_are_two_things():
    assert KENYA.rate_label(Decimal(0), "C") == "Zero-rated"
    assert KENYA.rate_label(Decimal(0), "A") == "Exempt"
    assert KENYA.rate_label(Decimal("12.50")) == "12.5%"


@pytest.mark.parametrize("wanted", ["Tax Invoice", "FISCAL RECEIPT", "ETR", "fiscal invoice"])
def test_a_shop_can_not_call_its_paper_what_only_etims_may(wanted):
    assert KENYA.document_title("invoice", registration="vat", wanted=wanted) == "INVOICE"
    assert (
        KENYA.document_title("invoice", registration="vat", wanted="Proforma invoice") == "PROFORMA INVOICE"
    )


@pytest.mark.parametrize("registration", ["vat", "none"])
@pytest.mark.parametrize("kind", ["invoice", "credit_note", "receipt"])
def test_no_document_calls_itself_a_tax_invoice(kind, registration):
    title = KENYA.document_title(kind, registration=registration)
    assert title in {"INVOICE", "CREDIT NOTE", "RECEIPT"}


@pytest.mark.parametrize("registration", ["vat", "none"])
def test_an_invoice_says_that_it_is_no_etims_invoice(registration):
    lines = KENYA.legal_lines("invoice", registration)
    assert "Not a KRA eTIMS tax invoice. Tax invoice issued separately through eTIMS." in lines


def test_only_the_registered_charge_vat():
    assert KENYA.charges_tax("vat")
    assert not KENYA.charges_tax("none")


def test_numbers_run_on_through_the_years():
    assert not KENYA.financial_year(date(2026, 3, 31))


def test_currency_zone_languages_and_rails():
    assert (KENYA.currency, KENYA.dialling, KENYA.time_zone) == ("KES", "+254", "Africa/Nairobi")
    assert KENYA.languages == ("en", "sw")
    assert KENYA.payment_rails == ("mpesa", "bank", "cash")
    assert KENYA.states == {}
