"""Template filters: amounts and days as the reader writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import timezone, translation


def render(text, **values):
    return Template("{% load money dates %}" + text).render(Context(values))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ amount|money:'INR' }}", "₹12,34,567.00"),
        ("{{ amount|money:'KES' }}", "KES\u00a01,234,567.00"),
        ("{{ amount|trim_money:'INR' }}", "₹12,34,567"),
        ("{{ nothing|money:'INR' }}", ""),
    ],
)
def test_an_amount_is_shown_in_its_currency(text, shown):
    assert render(text, amount=Decimal("1234567"), nothing=None) == shown


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "20 Nov 2026"), ("hi", "20 नवंबर 2026"), ("sw", "20 Nov 2026")]
)
def test_a_day_is_shown_in_the_readers_language(language, shown):
    with translation.override(language):
        assert render("{{ on|day }}", on=date(2026, 11, 20)) == shown


def test_no_day_is_empty():
    assert render("{{ on|day }}", on=None) == ""


def test_a_moment_is_shown_as_the_day_of_the_shop():
    with timezone.override("Asia/Kolkata"):
        assert render("{{ at|day }}", at=datetime(2026, 11, 20, 20, 0, tzinfo=UTC)) == "21 Nov 2026"
        assert render("{{ at|day }}", at=datetime(2026, 11, 20, 20, 0)) == "20 Nov 2026"


@pytest.mark.parametrize(
    ("on", "shown"),
    [
        (date(2026, 11, 20), "today"),
        (date(2026, 11, 19), "yesterday"),
        (date(2026, 11, 17), "3 days ago"),
        (date(2026, 11, 21), "tomorrow"),
        (date(2026, 11, 25), "in 5 days"),
        (None, ""),
    ],
)
def test_a_day_is_told_from_today(on, shown):
    assert render("{{ on|ago_days:today }}", on=on, today=date(2026, 11, 20)) == shown
