"""Somebody guesses codes of many phones: tries become fewer and slower for all, and nobody's code is burnt by it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.services import codes, guessing
from smartkhata.core.errors import DomainError
from smartkhata.core.models import Attempt

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def guess(number, *, address="203.0.113.9", at=NOW):
    """The refusal of a wrong code for a phone of its own."""
    with pytest.raises(DomainError) as refused:
        codes.check_code(f"+91987651{number:04d}", "000000", address=address, at=at)
    return refused.value


@pytest.fixture
def alarm(monkeypatch):
    """Four wrong codes, where three are too many."""
    monkeypatch.setattr(guessing, "WRONG_PER_HOUR", 3)
    for number in range(4):
        assert guess(number).code == "otp_invalid"


def test_in_an_alarm_a_phone_waits_between_two_tries(alarm):
    assert guess(50).code == "otp_invalid"
    error = guess(50)
    assert (error.code, error.status) == ("rate_limited", 429)
    assert 0 < error.extra["retry_after"] <= guessing.PAUSE_SECONDS + 1
    Attempt.objects.filter(pk__startswith="code:pause:").update(since=NOW - timedelta(seconds=31))
    assert guess(50).code == "otp_invalid"


def test_a_try_that_came_too_soon_burns_no_code(alarm):
    codes_of_phone = Attempt.objects.filter(pk="code:guess:+919876510050")
    guess(50)
    for _ in range(6):
        assert guess(50).code == "rate_limited"
    assert codes_of_phone.get().count == 1


def test_an_address_has_fewer_tries_in_an_alarm(alarm):
    asked = [guess(100 + number, address="198.51.100.7").code for number in range(21)]
    assert asked == ["otp_invalid"] * 20 + ["rate_limited"]


def test_without_an_alarm_nobody_waits():
    assert [guess(50).code for _ in range(3)] == ["otp_invalid"] * 3


def test_it_ends_an_hour_after_the_last_wrong_code_that_was_too_many(alarm):
    guess(60, at=NOW + timedelta(minutes=50))
    later = NOW + timedelta(minutes=100)
    assert guess(61, at=later).code == "otp_invalid"
    assert guess(61, at=later).code == "rate_limited"
    over = NOW + timedelta(minutes=170)
    assert [guess(62, at=over).code for _ in range(2)] == ["otp_invalid"] * 2


def test_a_street_of_addresses_asks_for_a_hundred_codes_an_hour(monkeypatch):
    monkeypatch.setattr(codes, "ANSWER_SECONDS", 0)

    def ask(number, address):
        codes.request_code(f"+91987652{number:04d}", address=address, at=NOW)

    for number in range(100):
        ask(number, f"203.0.113.{number}")
    with pytest.raises(DomainError) as refused:
        ask(100, "203.0.113.200")
    assert refused.value.status == 429
    ask(101, "203.0.114.1")
    ask(102, "2001:db8::1")
