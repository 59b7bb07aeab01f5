"""A Gemini that moves the figures of one line to another, or of the terms to a line."""

from decimal import Decimal as D

import pytest

from invoicing.drafting import review
from invoicing.drafting.gemini import settle
from invoicing.drafting.proposal import Context
from invoicing.tests.fake_gemini import line, said
from invoicing.tests.test_gemini import FRIDAY, write

# An open line beside one that was read; a lie moves the figures of one to the other, or of the terms to a line.
SWAPS = (
    (
        "10 bags of cement at 385 each and delivery",
        [line("Cement", "385", "385", "bag"), line("Delivery", "1", "10")],
        [(10, 385), (1, None)],
    ),
    (
        "10 bags of cement at 385 each and delivery",
        [line("Cement", "10", "385", "bag"), line("Delivery", "1", "385")],
        [(10, 385), (1, None)],
    ),
    (
        "10 bags of cement at 385 each and delivery, pay in 15 days",
        [line("Cement", "10", "385", "bag"), line("Delivery", "1", "15")],
        [(10, 385), (1, None)],
    ),
    (
        "cement 5 bori and 3 fans at 1450 each",
        [line("Cement", "5", "3", "bag"), line("Fans", "1450", "1450")],
        [(5, None), (3, 1450)],
    ),
    (
        "5 chairs 2500 and 3 fans at 1450 each",
        [line("Chairs", "3", "1450"), line("Fans", "5", "2500")],
        [(5, None), (3, 1450)],
    ),
    (
        "5 chairs 2500 and 3 fans at 1450 each",
        [line("Chairs", "5", "5"), line("Fans", "3", "1450")],
        [(5, None), (3, 1450)],
    ),
)
NO_PRICES = Context("IN", "INR", D(18), FRIDAY)


@pytest.mark.parametrize("swap", range(len(SWAPS)))
def test_a_line_that_was_read_stands_beside_one_that_is_open(fake, swap):
    prompt, lie, meant = SWAPS[swap]
    fake.answer = lambda asked: (200, said(lie))
    proposal = write(prompt, NO_PRICES).proposal
    assert [(row.quantity, row.rate) for row in proposal.lines] == meant
    assert review.blocking(proposal.flags)


def test_an_open_line_is_filled_with_a_figure_of_its_own_and_its_source_is_named(fake):
    fake.answer = lambda asked: (200, said([line("Chairs", "5", "2500"), line("Fans", "3", "1450")]))
    chairs, fans = write("5 chairs 2500 and 3 fans at 1450 each", NO_PRICES).proposal.lines
    assert (chairs.rate, chairs.source, fans.rate, fans.source) == (2500, "Gemini", 1450, "prompt")


def test_the_check_finds_a_drafter_that_fills_with_figures_of_another_line(fake, monkeypatch):
    prompt, lie, meant = SWAPS[0]
    fake.answer = lambda asked: (200, said(lie))
    monkeypatch.setattr(settle, "_spent", lambda local: set())
    proposal = write(prompt, NO_PRICES).proposal
    assert [(row.quantity, row.rate) for row in proposal.lines] != meant
    # Even then no saving drops the flag.
    assert "readings_differ" in proposal.flags
