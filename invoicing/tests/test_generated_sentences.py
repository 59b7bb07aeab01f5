"""Sentences made from parts whose meaning is known: each is read as it was meant, or it asks; never wrongly."""

import string
from datetime import date
from decimal import Decimal as D

from hypothesis import example, given
from hypothesis import strategies as st

from invoicing.drafting import review
from invoicing.drafting.local import LocalDrafter
from invoicing.drafting.proposal import Context
from smartkhata.core.money import group

CONTEXT = Context("IN", "INR", D(18), date(2026, 11, 20))
THINGS = ("cement", "office chairs", "LED bulbs", "ceiling fans", "steel rods", "copper wire", "notebooks")
WRITTEN = {"bag": "bags", "kg": "kg", "month": "months", "hour": "hours", "box": "boxes", "": ""}


def written(amount):
    return st.sampled_from([str(amount), group(amount, "IN", trim=True), f"Rs {amount}", f"₹{amount}"])


@st.composite
def items(draw):
    """(text, quantity, rate)."""
    thing, unit = draw(st.sampled_from(THINGS)), draw(st.sampled_from(sorted(WRITTEN)))
    quantity, rate = draw(st.integers(2, 500)), draw(st.integers(1, 99_999))
    price, one, many = draw(written(rate)), unit or "piece", WRITTEN[unit] or "pcs"
    forms = (
        f"{quantity} {WRITTEN[unit]} {thing} at {price} each",
        f"{quantity} {many} of {thing} @ {price}",
        f"{thing} {quantity} {many} at {price} per {one}",
        f"{thing}: {quantity} {many}, {price} per {one}",
        f"{price} per {one} for {quantity} {many} of {thing}",
    )
    return " ".join(draw(st.sampled_from(forms)).split()), quantity, rate


ENDINGS = (
    ("", None, False, None),
    (", 10% off", D(10), False, None),
    (", less 5%", D(5), False, None),
    (", inclusive of GST", None, True, None),
    (", due in 2 weeks", None, False, 14),
    (". Net 30.", None, False, 30),
    (", 10% discount, payable within 15 days", D(10), False, 15),
)


@given(
    st.lists(items(), min_size=1, max_size=4),
    st.sampled_from([", ", "; ", " and ", " plus ", "\n", ". "]),
    st.sampled_from(ENDINGS),
    st.sampled_from(["", "Invoice for ", "Please create a bill for ", "Bill Ramesh Traders for "]),
)
def test_a_sentence_is_read_as_it_was_meant_or_it_asks(parts, joiner, ending, opening):
    said, share, inclusive, due = ending
    prompt = opening + joiner.join(text for text, *_ in parts) + said
    proposal = LocalDrafter().propose(prompt, CONTEXT)
    if set(review.blocking(proposal.flags)) - {"absurd_amount"}:
        return
    assert [(line.quantity, line.rate) for line in proposal.lines] == [
        (count, rate) for _, count, rate in parts
    ]
    assert (proposal.discount, proposal.discount_percent) == (0, share)
    assert (proposal.tax_inclusive, proposal.due_in_days) == (inclusive, due)


@example([("500 hours cement at 1 each", 500, 1)])
@example([("9000 days of cement @ 12", 9000, 12)])
@given(st.lists(items(), min_size=1, max_size=4))
def test_plain_lists_are_read_without_a_question(parts):
    proposal = LocalDrafter().propose("; ".join(text for text, *_ in parts), CONTEXT)
    assert set(review.blocking(proposal.flags)) <= {"absurd_amount"}


_WORDS = """
a an and at at the of for per each off less plus no net due by in total discount vat paid x @ / - % , . ; ( )
10 1,500 2.5 15k half dozen kg months hundred lakh Rs ₹ 10% 25th December Friday same as last month make it
chairs web hosting cement -2 0 ½ 9999999999999999999999 5G 8GB actually 1/2 2026-13-45 31/02/2027
"""
WORDS = _WORDS.split()
noise = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join),
    st.text(st.sampled_from(string.printable + "₹½नमस्ते\u200d\ue000"), max_size=300),
    st.text(max_size=200),
)


@given(noise)
@example("5000," * 400)
@example("-0-" * 600)
@example("1 lakh " * 300)
@example("(" * 2000)
def test_whatever_is_typed_gets_an_answer_with_numbers_from_the_sentence(prompt):
    proposal = LocalDrafter().propose(prompt, CONTEXT)
    assert all(line.rate is None or line.source == "prompt" for line in proposal.lines)
    assert all(line.quantity is None or line.quantity > 0 for line in proposal.lines)
    assert proposal.lines or "needs_context" in proposal.flags
