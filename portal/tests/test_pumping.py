"""Codes that nobody answers close their range and then their country; people who answer keep theirs open."""

from datetime import timedelta

import pytest
from django.utils import timezone

from notifications.models import SenderReview
from portal.services import pumping

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def ask(shop, phones, *, at=NOW, answer=False):
    """How many of these codes went out; a code a minute."""
    sent = 0
    for number, phone in enumerate(phones):
        moment = at + timedelta(minutes=10 * number)
        if pumping.may_send(phone, shop.business.pk, at=moment):
            sent += 1
            if answer:
                pumping.answered(phone)
    return sent


def neighbours(count, start="+9198765"):
    return [f"{start}0{number:04d}" for number in range(count)]


def test_a_range_that_nobody_answers_is_closed_after_twenty_and_staff_are_told(asha):
    assert ask(asha, neighbours(100)) <= pumping.RANGE_PROOF
    review = SenderReview.objects.get()
    assert (review.business, review.reason) == (asha.business, "codes")


def test_a_range_of_people_stays_open(asha):
    assert ask(asha, neighbours(60), answer=True) == 60


def test_people_who_answer_keep_their_country_open_whenever_the_first_of_them_answered(asha, monkeypatch):
    """The first code of the day is answered ten hours later: its answers must not end before its codes do."""
    monkeypatch.setattr(pumping, "COUNTRY_PROOF", 10)
    phones = [f"+91{70000 + number}00000" for number in range(60)]
    assert ask(asha, phones[:1]) == 1
    morning = NOW + timedelta(hours=10)
    assert ask(asha, phones[1:20], at=morning, answer=True) == 19
    next_evening = NOW + timedelta(hours=25)
    assert ask(asha, phones[20:], at=next_evening + timedelta(hours=6), answer=True) == 40


def test_answers_of_yesterday_keep_nothing_open_today(asha):
    assert ask(asha, neighbours(60), answer=True) == 60
    assert ask(asha, neighbours(60), at=NOW + timedelta(days=2)) == pumping.RANGE_PROOF


def test_ten_an_hour_are_enough_for_a_range(asha):
    sent = sum(pumping.may_send(phone, asha.business.pk, at=NOW) for phone in neighbours(30))
    assert sent == pumping.PER_RANGE_HOUR


def test_five_thousand_over_many_ranges_cost_a_hundred(asha):
    phones = [f"+91{70000 + number}{number % 10:05d}" for number in range(1000)]
    sent = sum(pumping.may_send(phone, asha.business.pk, at=NOW) for phone in phones)
    assert sent <= pumping.COUNTRY_PROOF


def test_a_country_has_a_budget_for_the_hour_though_everybody_answers(asha, monkeypatch):
    monkeypatch.setattr(pumping, "PER_COUNTRY_HOUR", 30)

    def sent(*, at):
        count = 0
        for number in range(50):
            phone = f"+91{70000 + number}00000"
            count += pumping.may_send(phone, asha.business.pk, at=at)
            pumping.answered(phone)
        return count

    assert sent(at=NOW) == 30
    assert pumping.may_send("+254722123456", asha.business.pk, at=NOW)
    assert sent(at=NOW + timedelta(hours=1)) == 30


def test_another_country_is_not_closed_with_it(asha, monkeypatch):
    monkeypatch.setattr(pumping, "COUNTRY_PROOF", 5)
    ask(asha, [f"+91{70000 + number}00000" for number in range(20)])
    assert pumping.may_send("+254722123456", asha.business.pk, at=NOW)


def test_after_a_day_it_opens_again(asha):
    ask(asha, neighbours(100))
    assert pumping.may_send(neighbours(1)[0], asha.business.pk, at=NOW + timedelta(days=3))
