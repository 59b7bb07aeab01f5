"""Dates of a plan: counted from the anchor, at month ends, over leap years, without drift."""

from datetime import date
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoicing.recurrence import EVERY, date_of, dates

# anchor | every | the dates from the anchor on
TABLE = """
2026-01-31 | monthly   | 2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31 2026-06-30 2026-07-31 2026-08-31
2027-12-31 | monthly   | 2027-12-31 2028-01-31 2028-02-29 2028-03-31
2026-01-30 | monthly   | 2026-01-30 2026-02-28 2026-03-30
2026-01-29 | monthly   | 2026-01-29 2026-02-28 2026-03-29
2028-01-29 | monthly   | 2028-01-29 2028-02-29 2028-03-29
2026-02-28 | monthly   | 2026-02-28 2026-03-28 2026-04-28
2026-11-15 | monthly   | 2026-11-15 2026-12-15 2027-01-15
2026-11-30 | quarterly | 2026-11-30 2027-02-28 2027-05-30 2027-08-30
2026-08-31 | quarterly | 2026-08-31 2026-11-30 2027-02-28 2027-05-31
2026-10-01 | quarterly | 2026-10-01 2027-01-01 2027-04-01
2028-02-29 | yearly    | 2028-02-29 2029-02-28 2030-02-28 2031-02-28 2032-02-29
2026-04-01 | yearly    | 2026-04-01 2027-04-01 2028-04-01
2026-12-28 | weekly    | 2026-12-28 2027-01-04 2027-01-11
2028-02-26 | weekly    | 2028-02-26 2028-03-04 2028-03-11
2026-10-19 | weekly    | 2026-10-19 2026-10-26 2026-11-02
2026-05-31 | monthly   | 2026-05-31 2026-06-30 2026-07-31 2026-08-31 2026-09-30
"""
CASES = [
    (date.fromisoformat(anchor), every, index, date.fromisoformat(day))
    for anchor, every, days in (map(str.strip, row.split("|")) for row in TABLE.strip().splitlines())
    for index, day in enumerate(days.split())
]


@pytest.mark.parametrize("anchor,every,index,expected", CASES)
def test_a_period_falls_on_its_day(anchor, every, index, expected):
    assert date_of(anchor, every, index) == expected


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.sampled_from(EVERY), st.integers(0, 60))
def test_periods_follow_each_other_and_never_drift(anchor, every, index):
    day, following = date_of(anchor, every, index), date_of(anchor, every, index + 1)
    assert day < following
    assert every == "weekly" or anchor.day - 3 <= day.day <= anchor.day


def test_an_end_date_is_the_last_day_that_bills():
    days = dates(date(2026, 1, 31), "monthly", ends_on=date(2026, 3, 31))
    assert [day.isoformat() for _, day in days] == ["2026-01-31", "2026-02-28", "2026-03-31"]


def test_a_count_is_the_number_of_invoices():
    assert [index for index, _ in dates(date(2026, 1, 1), "weekly", start=1, max_count=3)] == [1, 2]


def test_without_an_end_it_goes_on():
    *_, (index, day) = islice(dates(date(2026, 1, 31), "monthly"), 1200)
    assert (index, day) == (1199, date(2125, 12, 31))
