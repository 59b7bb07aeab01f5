"""States: any order and repetition of reports ends the same, and never goes back."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications import states
from notifications.states import RANK, after, join, status_of, together

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
STATES = st.sampled_from(list(RANK))
OUTSIDE = {"pending", "sent", "delivered", "opened", "bounced", "failed"}


def fold(reports, start="queued"):
    for report in reports:
        start = join(start, report)
    return start


@given(st.lists(STATES, min_size=1), st.randoms())
def test_reports_in_any_order_end_the_same(reports, dice):
    shuffled = reports + reports
    dice.shuffle(shuffled)
    assert fold(reports) == fold(shuffled)


@given(STATES, STATES)
def test_a_report_never_takes_a_message_back(current, reported):
    assert RANK[join(current, reported)] >= RANK[current]


@given(STATES)
def test_only_a_message_on_its_way_returns_to_the_queue(current):
    assert (after(current, "not_sent") == "queued") == (current in ("queued", "submitting"))


@given(STATES, st.sampled_from(["accepted", "rejected", "ambiguous"]))
def test_a_late_answer_does_not_undo_a_report(current, outcome):
    assert RANK[after(current, outcome)] >= RANK[current]


@given(STATES)
def test_the_documents_words_cover_every_state(state):
    assert status_of(state) in OUTSIDE


def test_last_write_would_depend_on_the_order():
    """The check can fail: taking whatever was reported last ends differently for two orders."""
    orders = (["delivered", "failed"], ["failed", "delivered"])
    assert len({order[-1] for order in orders}) == 2
    assert {fold(order) for order in orders} == {"delivered"}


def a_report(word, seconds=0, reason=""):
    at = NOW + timedelta(seconds=seconds)
    return SimpleNamespace(word=word, at=at, is_machine=False, is_own=False, reason=reason)


@pytest.mark.parametrize("word", ["accepted", "sent", "deferred"])
def test_a_late_word_does_not_take_the_reason_from_what_failed(word):
    found = states.fold("failed", [a_report(word)])
    assert found["state"] == "failed" and "error_message" not in found


def test_the_reason_is_that_of_what_decided():
    lost = a_report("failed", reason="Handset switched off")
    assert states.fold("failed", [a_report("sent"), lost])["error_message"] == "Handset switched off"
    assert states.fold("failed", [lost, a_report("delivered", 1)])["error_message"] == ""
    assert states.fold("queued", [a_report("sent")])["error_message"] == ""


def test_several_recipients_have_one_status():
    assert together(["sent", "pending"]) == "pending"
    assert together(["failed", "sent"]) == "sent"
    assert together(["failed", "failed"]) == "failed"
    assert together(["delivered", "sent"]) == "sent"
