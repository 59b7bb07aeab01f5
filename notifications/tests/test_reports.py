"""Reports are a join: 500 shuffled orders, repeated and some before our own answer, end in one and the same row."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from notifications.states import fold, join

SENT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Event:
    word: str
    seconds: float
    is_machine: bool = False
    reason: str = ""

    @property
    def at(self):
        return SENT + timedelta(seconds=self.seconds)


LIFE = [
    Event("sent", 1),
    Event("deferred", 2),
    Event("failed", 3, reason="mailbox busy"),
    Event("sent", 4),
    Event("delivered", 30),
    Event("opened", 31),
    Event("opened", 32, is_machine=True),
    Event("opened", 400),
    Event("clicked", 410),
    Event("clicked", 420),
    Event("unsubscribed", 430),
]


def ends(order, own_answer_at):
    """The row after each report came and our own "accepted" was written at some point between them."""
    row, seen = {"state": "unknown"}, set()
    for number, event in enumerate(order):
        if number == own_answer_at:
            row["state"] = join(row["state"], "accepted")
        seen.add(event)
        row |= fold(row["state"], seen)
    row["state"] = join(row["state"], "accepted")
    return row


def test_500_shuffled_orders_have_one_result():
    dice, results = random.Random(11), []
    for _ in range(500):
        order = LIFE * 3
        dice.shuffle(order)
        results.append(ends(order, dice.randrange(len(order))))
    [result] = [dict(items) for items in {tuple(sorted(row.items())) for row in results}]
    assert result == {
        "state": "opened",
        "delivered_at": SENT + timedelta(seconds=30),
        "opened_at": SENT + timedelta(seconds=400),
        "clicks": 2,
        "machine_opens": 2,
        "error_message": "",
    }


def test_taking_the_last_word_would_end_differently():
    """The check can fail: the naive way, on the same orders."""
    dice, last = random.Random(11), set()
    for _ in range(50):
        order = list(LIFE)
        dice.shuffle(order)
        last.add(order[-1].word)
    assert len(last) > 1


def test_adding_to_counters_would_count_repeats():
    assert fold("accepted", {*LIFE, *LIFE})["clicks"] == 2
    assert sum(event.word == "clicked" for event in LIFE * 3) == 6


def test_a_machine_that_opens_proves_the_delivery_and_no_reader():
    changes = fold("accepted", [Event("opened", 5, is_machine=True)])
    assert (changes["state"], changes["opened_at"], changes["machine_opens"]) == ("delivered", None, 1)


def test_who_opens_within_two_seconds_of_delivery_is_a_scanner_even_if_that_is_learnt_later():
    early = [Event("opened", 31)]
    first = fold("accepted", early)
    assert first["state"] == "opened"
    assert fold(first["state"], [*early, Event("delivered", 30)])["state"] == "delivered"


def test_a_late_delivery_undoes_a_failure_and_never_a_bounce():
    assert fold("failed", [Event("failed", 1, reason="x"), Event("delivered", 9)])["state"] == "delivered"
    assert fold("accepted", [Event("bounced", 1, reason="550"), Event("delivered", 9)])["state"] == "bounced"


def test_without_a_report_nothing_changes():
    assert fold("unknown", []) == {} == fold("accepted", [Event("unsubscribed", 1)])
