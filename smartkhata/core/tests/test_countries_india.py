"""India: GST numbers, tax heads, the year from April, and what each kind of seller may call a document."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from smartkhata.core import countries
from smartkhata.core.countries.india import gstin_check
from smartkhata.core.errors import DomainError

INDIA = countries.get("IN")
VALID = [
    "27AAPFU0939F1ZV",
    "29AAACS1234P1Z3",
    "07ABCPK5678L1Z6",
    "24AABFR4321Q2Z2",
    "33AADCM9876N1ZP",
    "09AAHPY2468C1ZE",
    "19AABCT1357G3ZB",
    "36AAECB2222J1ZZ",
    "38AAKPL3333M1ZC",
]


@pytest.mark.parametrize("gstin", VALID)
def test_a_valid_gstin_is_taken(gstin):
    assert INDIA.check_tax_id("GSTIN", gstin) == gstin


def test_a_gstin_may_come_in_small_letters_and_groups():
    assert INDIA.check_tax_id("GSTIN", " 27aapfu 0939f1zv ") == "27AAPFU0939F1ZV"


@pytest.mark.parametrize(
    ("gstin", "says"),
    [
        ("27AAPFU0939F1ZO", "last character"),
        ("27AAPFU0939F1Z", "15 characters"),
        ("27AAPFU0939F0ZV", "15 characters"),
        ("45AAPFU0939F1ZV", "45 is no state code"),
        ("", "15 characters"),
    ],
)
def test_an_invalid_gstin_is_refused_with_the_reason(gstin, says):
    with pytest.raises(DomainError) as refused:
        INDIA.check_tax_id("GSTIN", gstin)
    assert refused.value.code == "bad_tax_id"
    assert says in refused.value.message
    assert refused.value.fields == {"tax_id": refused.value.message}


def test_old_state_codes_are_taken_but_never_offered():
    old = "28AAPFU0939F1Z"
    assert INDIA.check_tax_id("GSTIN", old + gstin_check(old))
    assert not {"25", "28"} & set(INDIA.states)


@given(st.sampled_from(VALID), st.integers(0, 14), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_every_single_slip_in_a_gstin_is_found(gstin, at, char):
    assume(gstin[at] != char)
    with pytest.raises(DomainError):
        INDIA.check_tax_id("GSTIN", gstin[:at] + char + gstin[at + 1 :])


@pytest.mark.parametrize("pan", ["AAPFU0939F", "ABCPK5678L", "aapfu0939f"])
def test_a_pan_is_taken(pan):
    assert INDIA.check_tax_id("PAN", pan) == pan.upper()


@pytest.mark.parametrize("pan", ["AAPXU0939F", "AAPFU0000F", "AAPFU0939", "AAPFU09391"])
def test_what_is_no_pan_is_refused(pan):
    with pytest.raises(DomainError):
        INDIA.check_tax_id("PAN", pan)


def test_india_has_no_kra_pin():
    assert INDIA.tax_id_kinds == ("GSTIN", "PAN")
    with pytest.raises(DomainError):
        INDIA.check_tax_id("KRA_PIN", "P051365947M")


@pytest.mark.parametrize(
    ("seller", "place", "heads"),
    [
        ("27", "27", [("CGST", "9"), ("SGST", "9")]),
        ("27", "29", [("IGST", "18")]),
        ("27", "", [("CGST", "9"), ("SGST", "9")]),
        ("04", "04", [("CGST", "9"), ("UTGST", "9")]),
        ("38", "38", [("CGST", "9"), ("UTGST", "9")]),
        ("07", "07", [("CGST", "9"), ("SGST", "9")]),
        ("27", "04", [("IGST", "18")]),
        ("27", "96", [("IGST", "18")]),
    ],
)
def test_the_place_of_supply_decides_the_heads_of_the_tax(seller, place, heads):
    got = INDIA.split_tax(Decimal(18), seller_state=seller, place_of_supply=place)
    assert [(head.name, head.percent) for head in got] == [(name, Decimal(part)) for name, part in heads]


@pytest.mark.parametrize("rate", ["0.25", "1.5", "5", "18", "40"])
def test_the_heads_add_up_to_the_rate(rate):
    for place in ("27", "29"):
        heads = INDIA.split_tax(Decimal(rate), seller_state="27", place_of_supply=place)
        assert sum(head.percent for head in heads) == Decimal(rate)


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2026, 3, 31), "25-26"),
        (date(2026, 4, 1), "26-27"),
        (date(2027, 1, 5), "26-27"),
        (date(2100, 1, 1), "99-00"),
    ],
)
def test_the_financial_year_begins_in_april(day, label):
    assert INDIA.financial_year(day) == label


def test_the_rates_of_a_day_are_those_in_force():
    before = {rate.code for rate in INDIA.tax_rates(date(2025, 9, 21))}
    after = {rate.code for rate in INDIA.tax_rates(date(2025, 9, 22))}
    assert {"12", "28"} <= before and "40" not in before
    assert {"0", "5", "18", "40"} <= after and not {"12", "28"} & after
    assert INDIA.default_rate(date(2026, 11, 20)) == 18


@pytest.mark.parametrize(
    ("registration", "title", "taxes"),
    [("regular", "Tax Invoice", True), ("composition", "Bill of Supply", False), ("none", "Invoice", False)],
)
def test_the_registration_decides_title_and_tax(registration, title, taxes):
    assert INDIA.document_title("invoice", registration=registration) == title
    assert INDIA.charges_tax(registration) is taxes


def test_a_composition_dealer_says_so_and_nobody_else():
    says = "Composition taxable person, not eligible to collect tax on supplies"
    assert INDIA.notices("invoice", "composition") == [says]
    assert INDIA.notices("invoice", "regular") == INDIA.notices("invoice", "none") == []
    assert INDIA.legal_lines("invoice", "regular") == ["Computer generated, no signature required"]


def test_the_scheme_for_services_says_which_notification_it_follows():
    assert INDIA.document_title("invoice", registration="services") == "Bill of Supply"
    assert "2/2019" in INDIA.notices("invoice", "services")[0]
    assert not INDIA.charges_tax("services")


@pytest.mark.parametrize(
    ("taxed", "exempt", "registered_buyer", "title"),
    [
        (True, False, False, "Tax Invoice"),
        (True, True, True, "Tax Invoice"),
        (True, True, False, "Invoice-cum-bill of supply"),
        (False, True, False, "Bill of Supply"),
        (False, True, True, "Bill of Supply"),
    ],
)
def test_what_is_sold_to_whom_decides_the_title_of_a_regular_seller(taxed, exempt, registered_buyer, title):
    got = INDIA.document_title(
        registration="regular", taxed=taxed, exempt=exempt, registered_buyer=registered_buyer
    )
    assert got == title


@pytest.mark.parametrize(
    ("registration", "wanted", "title"),
    [
        ("none", "Cash Memo", "Cash Memo"),
        ("none", "Tax Invoice", "Invoice"),
        ("regular", "Cash Memo", "Tax Invoice"),
        ("composition", "Invoice", "Bill of Supply"),
    ],
)
def test_only_who_is_not_registered_chooses_the_title(registration, wanted, title):
    assert INDIA.document_title(registration=registration, wanted=wanted) == title


def test_an_unregistered_seller_never_says_gst():
    printed = [INDIA.document_title("invoice", registration="none"), *INDIA.legal_lines("invoice", "none")]
    assert not any("gst" in line.lower() or "tax" in line.lower() for line in printed)


def test_currency_zone_languages_and_rails():
    assert (INDIA.currency, INDIA.dialling, INDIA.time_zone) == ("INR", "+91", "Asia/Kolkata")
    assert INDIA.languages == ("hi", "en")
    assert INDIA.payment_rails == ("upi", "bank", "cash")
    assert len(INDIA.states) == 38
