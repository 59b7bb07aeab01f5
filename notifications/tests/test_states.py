"""States: any order and repetition of reports ends the same, and never goes back."""

from hypothesis import given
from hypothesis import strategies as st

from notifications.states import RANK, after, join, status_of, together

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


def test_several_recipients_have_one_status():
    assert together(["sent", "pending"]) == "pending"
    assert together(["failed", "sent"]) == "sent"
    assert together(["failed", "failed"]) == "failed"
    assert together(["delivered", "sent"]) == "sent"
