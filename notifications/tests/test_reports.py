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
    is_own: bool = False
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


def test_what_we_saw_ourselves_is_counted_and_a_providers_report_of_the_same_is_not_added():
    told = [
        Event("clicked", 100),
        Event("clicked", 200),
        Event("opened", 50),
        Event("opened", 60, is_machine=True),
    ]
    seen = [Event("clicked", 101, is_own=True), Event("opened", 61, is_machine=True, is_own=True)]
    changes = fold("accepted", told + seen)
    assert (changes["clicks"], changes["machine_opens"]) == (1, 1)
    assert changes["opened_at"] == SENT + timedelta(seconds=50)
    assert fold("accepted", told)["clicks"] == 2


def test_what_only_a_provider_saw_is_not_lost():
    changes = fold("accepted", [Event("clicked", 9, is_machine=True, is_own=True), Event("clicked", 90)])
    assert (changes["state"], changes["clicks"], changes["machine_opens"]) == ("opened", 1, 1)


def test_what_the_owner_shared_by_hand_stays_shared_and_knows_its_reader():
    changes = fold("shared", [Event("clicked", 9, is_own=True)])
    assert (changes["state"], changes["clicks"]) == ("shared", 1)
    assert changes["opened_at"] == SENT + timedelta(seconds=9)


def test_what_the_shop_looked_at_says_nothing_of_the_reader():
    assert fold("accepted", [Event("previewed", 5, is_own=True)]) == {}


def test_without_a_report_nothing_changes():
    assert fold("unknown", []) == {} == fold("accepted", [Event("unsubscribed", 1)])
