"""Amounts are read as people write them, rounded half up, split to the cent, grouped and spelt."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartkhata.core import money
from smartkhata.core.errors import DomainError

CENTS = st.decimals(min_value=-money.MAX_AMOUNT, max_value=money.MAX_AMOUNT, places=2)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1,00,000.50", "100000.50"),
        ("1,234,567.89", "1234567.89"),
        ("1 500", "1500.00"),
        ("₹500", "500.00"),
        ("Rs. 500/-", "500.00"),
        ("500 rupees", "500.00"),
        ("rs500", "500.00"),
        ("KES\u00a01,234.50", "1234.50"),
        ("Ksh 500/=", "500.00"),
        ("Kshs. 20", "20.00"),
        ("\u2212₹500", "-500.00"),
        ("₹-500", "-500.00"),
        (".5", "0.50"),
        ("7.", "7.00"),
        ("१,५००", "1500.00"),
        (500, "500.00"),
        (0.1, "0.10"),
        (Decimal("2.675"), "2.68"),
        (Decimal("1E+5"), "100000.00"),
    ],
)
def test_an_amount_is_read_as_people_write_it(written, amount):
    assert str(money.to_amount(written)) == amount


@pytest.mark.parametrize(
    "written",
    [
        "",
        "abc",
        None,
        True,
        "nan",
        "inf",
        float("nan"),
        float("inf"),
        Decimal("NaN"),
        "1,50",
        "1.2.3",
        "5 500 kg",
    ]
    + [
        "1_000",
        "1e5",
        "12,34",
        "1000000000000",
        Decimal("999999999999.995"),
        10**40,
        " " * 9999 + "x",
        "9" * 9999,
    ],
)
def test_what_is_no_amount_is_refused_in_plain_words(written):
    with pytest.raises(DomainError) as refused:
        money.to_amount(written)
    assert refused.value.code == "bad_amount"
    assert refused.value.message == "Enter an amount like 1500 or 1,500.50."


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        ("2.675", 2, "2.68"),
        ("-2.675", 2, "-2.68"),
        ("0.005", 2, "0.01"),
        ("2.5", 0, "3"),
        ("1.0005", 3, "1.001"),
        ("-0.001", 2, "0.00"),
    ],
)
def test_ties_go_away_from_zero_and_zero_has_no_sign(value, places, rounded):
    assert str(money.half_up(Decimal(value), places)) == rounded


@pytest.mark.parametrize(
    ("amount", "india", "kenya"),
    [
        ("0", "0.00", "0.00"),
        ("999", "999.00", "999.00"),
        ("1000", "1,000.00", "1,000.00"),
        ("12345", "12,345.00", "12,345.00"),
        ("100000", "1,00,000.00", "100,000.00"),
        ("1234567.89", "12,34,567.89", "1,234,567.89"),
        ("10000000", "1,00,00,000.00", "10,000,000.00"),
        ("123456789", "12,34,56,789.00", "123,456,789.00"),
        ("1000000000", "1,00,00,00,000.00", "1,000,000,000.00"),
        ("-100000", "-1,00,000.00", "-100,000.00"),
    ],
)
def test_each_country_groups_its_own_way(amount, india, kenya):
    assert money.group(Decimal(amount), "IN") == india
    assert money.group(Decimal(amount), "KE") == kenya


def test_trimming_drops_only_zero_cents():
    assert money.group(Decimal("100000"), "IN", trim=True) == "1,00,000"
    assert money.group(Decimal("100000.50"), "IN", trim=True) == "1,00,000.50"


@pytest.mark.parametrize(
    ("amount", "currency", "page", "sms"),
    [
        ("1234567.89", "INR", "₹12,34,567.89", "Rs 12,34,567.89"),
        ("-5000", "INR", "\u2212₹5,000.00", "-Rs 5,000.00"),
        ("1234.5", "KES", "KES\u00a01,234.50", "KES 1,234.50"),
        ("-1234.5", "KES", "\u2212KES\u00a01,234.50", "-KES 1,234.50"),
    ],
)
def test_a_page_shows_the_symbol_and_an_sms_plain_letters(amount, currency, page, sms):
    assert money.show(Decimal(amount), currency) == page
    assert money.show(Decimal(amount), currency, ascii=True) == sms
    assert sms.isascii()


@given(CENTS, st.sampled_from(["INR", "KES"]), st.booleans(), st.booleans())
def test_what_we_show_can_be_read_back(amount, currency, ascii, trim):
    assert money.to_amount(money.show(amount, currency, ascii=ascii, trim=trim)) == amount


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "Rupees Zero Only"),
        ("100000", "Rupees One Lakh Only"),
        ("150000", "Rupees One Lakh Fifty Thousand Only"),
        ("1234567", "Rupees Twelve Lakh Thirty-Four Thousand Five Hundred and Sixty-Seven Only"),
        ("10000000", "Rupees One Crore Only"),
        (
            "12345678",
            "Rupees One Crore Twenty-Three Lakh Forty-Five Thousand Six Hundred and Seventy-Eight Only",
        ),
        ("100000000", "Rupees Ten Crore Only"),
        ("1000000000", "Rupees One Hundred Crore Only"),
        ("118.50", "Rupees One Hundred and Eighteen and Paise Fifty Only"),
        ("-20", "Minus Rupees Twenty Only"),
    ],
)
def test_rupees_are_spelt_in_lakh_and_crore(amount, words):
    assert money.in_words(Decimal(amount), "INR") == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("52200", "Kenya Shillings Fifty-Two Thousand Two Hundred Only"),
        ("52200.50", "Kenya Shillings Fifty-Two Thousand Two Hundred and Cents Fifty Only"),
        ("1500000", "Kenya Shillings One Million Five Hundred Thousand Only"),
        ("2000000000", "Kenya Shillings Two Billion Only"),
    ],
)
def test_shillings_are_spelt_in_millions(amount, words):
    assert money.in_words(Decimal(amount), "KES") == words


@given(CENTS, st.sampled_from(["INR", "KES"]))
def test_every_amount_can_be_spelt(amount, currency):
    words = money.in_words(amount, currency)
    assert words.endswith(" Only")
    assert "  " not in words


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        ("100", [1, 1, 1], ["33.34", "33.33", "33.33"]),
        ("5.01", [9, 9], ["2.50", "2.51"]),
        ("100", [500, 1000, 333], ["27.28", "54.55", "18.17"]),
        ("0.02", [1, 1, 1, 1], ["0.00", "0.00", "0.01", "0.01"]),
        ("10", [0, 0], ["5.00", "5.00"]),
        ("0", [3, 4], ["0.00", "0.00"]),
        ("-10", [1, 3], ["-2.50", "-7.50"]),
    ],
)
def test_what_is_left_over_goes_to_the_largest(total, weights, parts):
    assert money.split(Decimal(total), weights) == [Decimal(part) for part in parts]


WEIGHTS = st.lists(st.decimals(min_value=0, max_value=10**9, places=2), min_size=1, max_size=60)


@given(WEIGHTS, st.decimals(min_value=0, max_value=1, places=4))
def test_a_split_is_exact_and_no_part_outgrows_its_weight(weights, share):
    total = money.half_up(sum(weights) * share)
    parts = money.split(total, weights)
    assert sum(parts) == total
    assert all(0 <= part <= weight for part, weight in zip(parts, weights, strict=True))


def test_nothing_is_split_over_nobody():
    assert money.split(Decimal(0), []) == []
