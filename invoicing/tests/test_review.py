"""Flags, confidence and advice of a proposal, and finding a thing in the history."""

from datetime import date
from decimal import Decimal as D

import pytest

from invoicing.drafting import review
from invoicing.drafting.history import price_of, same_thing
from invoicing.drafting.proposal import Context, PriceSeen, ProposedLine

SEEN = PriceSeen("HP 05A toner cartridge", "piece", D(8500), "INV-0042", date(2026, 9, 12))
CONTEXT = Context("KE", "KES", D(16), date(2026, 11, 20), (SEEN,))


def line(rate, quantity=1, description="Toner", unit="piece", source="prompt"):
    return ProposedLine(description, D(quantity), unit, None if rate is None else D(rate), source)


def flags(*lines):
    return set(review.flags_of(lines, CONTEXT))


def test_a_missing_rate_is_asked_for():
    assert flags(line(None)) == {"needs_rate"}


@pytest.mark.parametrize(("rate", "unlike"), [(850, True), (851, False), (84_999, False), (85_000, True)])
def test_ten_times_or_a_tenth_of_the_usual_rate_is_unusual(rate, unlike):
    assert ("absurd_amount" in flags(line(rate))) is unlike


def test_a_crore_with_its_tax_is_unusual():
    assert flags(line(8_620_690, description="Plot")) == {"absurd_amount"}
    assert flags(line(8_620_689, description="Plot")) == set()


def test_confidence_is_low_when_something_blocks_and_falls_with_every_rate_not_said():
    said, found = line(10), line(8500, source="INV-0042 of 12 Sep 2026")
    assert review.confidence([said], ()) > review.confidence([said, found], ()) > D("0.30")
    assert review.confidence([said], ("ambiguous",)) == review.confidence([], ()) == D("0.30")


def test_every_blocking_flag_but_an_order_to_the_machine_has_advice():
    assert set(review.BLOCKING) - set(review.ADVICE) == {"prompt_injection"}


@pytest.mark.parametrize(
    ("today", "seen", "same"),
    [
        ("printer toners", "HP 05A toner cartridge", True),
        ("Web hosting service", "Web hosting", True),
        ("Solar panels", "Inverter 3kVA", False),
        ("Office cleaning", "Office chairs", False),
        ("", "Web hosting", False),
    ],
)
def test_the_same_thing_in_other_words(today, seen, same):
    assert same_thing(today, seen) is same


def test_the_newest_of_equal_prices_is_taken_and_only_in_the_same_unit():
    older = PriceSeen("HP 05A toner cartridge", "piece", D(8000), "INV-0030", date(2026, 5, 1))
    context = Context("KE", "KES", D(16), date(2026, 11, 20), (SEEN, older))
    assert price_of("toner", "", context) is SEEN
    assert price_of("toner", "box", context) is None
