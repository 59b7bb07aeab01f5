"""The ladder, the hours and the caps, as plain arithmetic."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from notifications.reminders import (
    LADDER,
    Case,
    clean_ladder,
    has_room,
    held_back,
    next_opening,
    step_of,
    tone_of,
)

WEEK = timedelta(days=7)
NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)


def case(due_days, **changes):
    return Case(**{"due_days": due_days, "balance": Decimal("2500")} | changes)


@pytest.mark.parametrize(
    "due_days,step",
    [
        (-4, None),
        (-3, -3),
        (-1, -3),
        (0, 0),
        (2, 0),
        (3, 3),
        (5, 3),
        (6, None),
        (7, 7),
        (9, 7),
        (10, None),
        (14, 14),
        (40, None),
    ],
)
def test_each_step_has_its_days(due_days, step):
    assert step_of(case(due_days), LADDER) == step


def test_a_step_goes_once_and_an_earlier_one_never_after_a_later():
    assert step_of(case(3, done=(3,)), LADDER) is None
    assert step_of(case(3, done=(7,)), LADDER) is None
    assert step_of(case(3, done=(0,)), LADDER) == 3


@pytest.mark.parametrize(
    "changes",
    [
        {"is_promised": True},
        {"is_disputed": True},
        {"is_claimed": True},
        {"paid_days_ago": 0},
        {"paid_days_ago": 2},
        {"balance": Decimal("49.99")},
        {"balance": Decimal("0")},
        {"times": 6, "done": (-20, -15, -10, -3, 0)},
    ],
)
def test_what_stops_a_reminder(changes):
    assert step_of(case(3, **changes), LADDER) is None


def test_a_bill_must_have_arrived_two_days_before_its_first_reminder():
    ago = (None, timedelta(0), timedelta(hours=47), timedelta(hours=48), WEEK)
    assert [held_back(one) for one in ago] == ["undelivered", "fresh", "fresh", "", ""]


def test_the_tone_rises():
    assert [tone_of(days) for days in (-3, 0, 1, 30)] == ["friendly", "urgent", "overdue", "overdue"]


EARLIER = [((), True), ((49,), True), ((47,), False), ((49, 100, 150), False), ((49, 170, 200), True)]


@pytest.mark.parametrize("hours_ago,room", EARLIER)
def test_nobody_is_pressed(hours_ago, room):
    assert has_room([NOW - timedelta(hours=hours) for hours in hours_ago], NOW) is room


@pytest.mark.parametrize(
    "country,zone,now,opening",
    [
        ("IN", "Asia/Kolkata", "2026-11-21T03:29", "2026-11-21T03:30"),  # 08:59 -> 09:00
        ("IN", "Asia/Kolkata", "2026-11-21T03:30", "2026-11-21T03:30"),
        ("IN", "Asia/Kolkata", "2026-11-21T14:29", "2026-11-21T14:29"),  # 19:59
        ("IN", "Asia/Kolkata", "2026-11-21T14:30", "2026-11-22T03:30"),  # 20:00 -> tomorrow 09:00
        ("KE", "Africa/Nairobi", "2026-11-21T15:00", "2026-11-22T05:00"),  # 18:00 -> tomorrow 08:00
        ("KE", "Africa/Nairobi", "2026-11-21T21:30", "2026-11-22T05:00"),  # half past midnight -> 08:00
    ],
)
def test_reminders_keep_the_hours_of_the_country(country, zone, now, opening):
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert next_opening(country, zone, moment) == datetime.fromisoformat(opening).replace(tzinfo=UTC)


def test_a_ladder_is_sorted_and_short():
    assert clean_ladder(["7", "0", "-3", "7"]) == (-3, 0, 7)
    for bad in (range(9), [91], [-31], ["soon"]):
        with pytest.raises(ValueError):
            clean_ladder(bad)
