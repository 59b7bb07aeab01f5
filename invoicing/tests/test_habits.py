"""A customer's rhythm and what is unusual for them: robust against one odd bill."""

from datetime import date, timedelta
from decimal import Decimal as D

import pytest

from invoicing.drafting.checks import looked_at, unusual
from invoicing.drafting.local import LocalDrafter
from invoicing.drafting.pattern import pattern_of, recurring_lines
from invoicing.drafting.proposal import Context, LastLine, PastInvoice, PriceSeen

TODAY = date(2026, 11, 20)
HOSTING = LastLine("Web hosting", D(1), "month", D(15000))
MONTHS = [date(2026, month, 5) for month in (11, 10, 9, 8, 7, 6)]


def past(days, line=HOSTING):
    return tuple(PastInvoice(f"INV-{at}", day, (line,)) for at, day in enumerate(days))


def context(days=MONTHS, **more):
    bills = past(days)
    seen = tuple(PriceSeen("Web hosting", "month", D(15000), bill.number, bill.on) for bill in bills)
    return Context("KE", "KES", D(16), TODAY, seen, bills[0].lines if bills else (), bills, **more)


def read(prompt, **more):
    known = context(**more)
    return looked_at(LocalDrafter().propose(prompt, known), known)


def test_a_monthly_bill_has_a_rhythm_and_a_next_day():
    found = pattern_of(MONTHS, TODAY)
    assert (found.period, found.seen, found.next_on) == ("monthly", 6, date(2026, 12, 5))
    assert found.confidence == D("0.83")


def test_one_odd_bill_between_does_not_break_the_rhythm():
    assert pattern_of([*MONTHS, date(2026, 9, 20)], TODAY).period == "monthly"


@pytest.mark.parametrize("days", [[], MONTHS[:2], [TODAY - timedelta(days=n) for n in (1, 3, 60, 61, 200)]])
def test_no_rhythm_is_invented(days):
    assert pattern_of(days, TODAY) is None


def test_what_comes_again_is_found_under_other_words():
    bills = past(MONTHS[:2]) + past(MONTHS[2:4], LastLine("Web hosting service", D(1), "month", D(14000)))
    [(line, invoices)] = recurring_lines(bills)
    assert (line.description, len(invoices)) == ("Web hosting", 4)


@pytest.mark.parametrize(
    ("value", "odd"), [(100, False), (109, False), (125, True), (60, True), (1000, True)]
)
def test_far_outside_the_habit_is_unusual(value, odd):
    assert unusual(D(value), [D(100), D(101), D(99), D(100), D(5000)], D("0.10")) is odd


def test_two_bills_make_no_habit():
    assert not unusual(D(900), [D(100), D(100)], D("0.10"))


def test_an_unusual_rate_is_told_with_its_reason():
    proposal = read("1 month of web hosting at 21,000 per month")
    assert "unusual_amount" in proposal.flags
    assert any("mostly it was 15,000.00" in reason for reason in proposal.suggestions)


def test_the_same_bill_within_a_week_may_be_written_twice():
    days = [TODAY - timedelta(days=2), *MONTHS]
    proposal = read("1 month of web hosting at 15,000 per month", days=days)
    assert "maybe_duplicate" in proposal.flags
    assert "maybe_duplicate" not in read("1 month of web hosting at 15,000 per month").flags


def test_over_the_credit_limit_is_told():
    assert "over_credit_limit" in read("web hosting 15,000", credit_left=D(10000)).flags
    assert "over_credit_limit" not in read("web hosting 15,000", credit_left=D(20000)).flags


def test_a_customer_without_tax_is_told():
    assert "tax_preference" in read("web hosting 15,000", wants_tax=False).flags


def test_numbers_written_in_another_way_are_the_same_bill():
    twice = LastLine("Web hosting", D("1.000"), "month", D("15000.00"))
    bills = past([TODAY - timedelta(days=2)], twice)
    known = Context("KE", "KES", D(16), TODAY, past=bills)
    proposal = LocalDrafter().propose("1 month of web hosting at 15,000 per month", known)
    assert "maybe_duplicate" in looked_at(proposal, known).flags


@pytest.mark.parametrize(
    ("prompt", "more", "over"),
    [
        ("web hosting 15,000", {"credit_left": D(17399)}, True),
        ("web hosting 15,000", {"credit_left": D(17400)}, False),
        ("web hosting 15,000, 10% off", {"credit_left": D(15660)}, False),
        ("web hosting 15,000, 10% off", {"credit_left": D(15659)}, True),
        ("web hosting 15,000", {"credit_left": D(15000), "charges_tax": False}, False),
        ("web hosting 15,000 including VAT", {"credit_left": D(15000)}, False),
    ],
)
def test_the_credit_limit_knows_tax_and_discount(prompt, more, over):
    assert ("over_credit_limit" in read(prompt, **more).flags) is over


def test_a_doubt_of_the_second_look_lowers_the_confidence():
    assert read("1 month of web hosting at 15,000 per month").confidence == D("0.95")
    assert read("1 month of web hosting at 21,000 per month").confidence == D("0.85")
