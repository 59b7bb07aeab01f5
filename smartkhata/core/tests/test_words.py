"""Amounts in words as documents print them."""

from decimal import Decimal as D

import pytest

from smartkhata.core.words import hindi, in_words, swahili


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "Zero"),
        ("100000", "One Lakh"),
        ("150000", "One Lakh Fifty Thousand"),
        ("1234567", "Twelve Lakh Thirty-Four Thousand Five Hundred and Sixty-Seven"),
        ("10000000", "One Crore"),
        (
            "12345678",
            "One Crore Twenty-Three Lakh Forty-Five Thousand Six Hundred and Seventy-Eight",
        ),
        ("100000000", "Ten Crore"),
        ("1000000000", "One Hundred Crore"),
    ],
)
def test_rupees_in_english_count_in_lakh_and_crore(amount, words):
    assert in_words(D(amount), "INR") == f"Rupees {words} Only"


def test_paise_and_cents_are_said():
    assert in_words(D("1.50"), "INR") == "Rupees One and Paise Fifty Only"
    assert in_words(D("52200.50"), "KES") == (
        "Kenya Shillings Fifty-Two Thousand Two Hundred and Cents Fifty Only"
    )


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "रुपये शून्य मात्र"),
        ("150000", "रुपये एक लाख पचास हज़ार मात्र"),
        ("1234567", "रुपये बारह लाख चौंतीस हज़ार पाँच सौ सड़सठ मात्र"),
        ("2454.40", "रुपये दो हज़ार चार सौ चौवन और चालीस पैसे मात्र"),
        ("1000000000", "रुपये एक सौ करोड़ मात्र"),
    ],
)
def test_rupees_in_hindi(amount, words):
    assert in_words(D(amount), "INR", "hi") == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("52200", "Shilingi za Kenya elfu hamsini na mbili, mia mbili tu"),
        ("15", "Shilingi za Kenya kumi na tano tu"),
        ("1250.05", "Shilingi za Kenya elfu moja, mia mbili na hamsini na senti tano tu"),
        ("3000000", "Shilingi za Kenya milioni tatu tu"),
    ],
)
def test_shillings_in_swahili(amount, words):
    assert in_words(D(amount), "KES", "sw") == words


def test_no_two_numbers_share_their_words():
    for spell in (hindi.spell, swahili.spell):
        assert len({spell(number) for number in range(20_000)}) == 20_000


def test_a_language_of_another_country_falls_back_to_english():
    assert in_words(D(5), "KES", "hi") == "Kenya Shillings Five Only"
