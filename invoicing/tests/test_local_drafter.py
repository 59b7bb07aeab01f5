"""Plain English sentences, and what must never be invented (data/english_prompts.json has the sentences)."""

import json
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest

from invoicing.drafting import review
from invoicing.drafting.local import LocalDrafter
from invoicing.drafting.proposal import Context, LastLine, PriceSeen
from smartkhata.core.money import half_up

DATA = Path(__file__).parent / "data"
SENTENCES = json.loads((DATA / "english_prompts.json").read_text())
CASES = json.loads((DATA / "english_cases.json").read_text())
TODAY = date(2026, 11, 20)  # a Friday
SEEN = (
    PriceSeen("Web hosting", "month", D(15000), "INV-0042", date(2026, 9, 12)),
    PriceSeen("Cement UltraTech 50 kg", "bag", D(385), "INV-0041", date(2026, 8, 12)),
    PriceSeen("Tea", "cup", D(15), "INV-0040", date(2026, 8, 1)),
)
LAST = (
    LastLine("AMC maintenance charges", D(1), "month", D(4500)),
    LastLine("Antivirus licence", D(5), "piece", D(650)),
)
PLACES = {"KES": ("KE", D(16)), "INR": ("IN", D(18))}


def read(prompt, currency="KES", **more):
    country, tax_rate = PLACES[currency]
    return LocalDrafter().propose(prompt, Context(country, currency, tax_rate, TODAY, **more))


def discount_of(proposal):
    whole = sum(
        half_up(line.quantity * line.rate)
        for line in proposal.lines
        if None not in (line.quantity, line.rate)
    )
    share = proposal.discount_percent
    return proposal.discount or (half_up(whole * share / 100) if share else D(0))


@pytest.mark.parametrize("told", SENTENCES, ids=lambda told: told["prompt"][:60])
def test_a_sentence_is_read(told):
    proposal = read(told["prompt"], told.get("currency", "KES"), price_history=SEEN, last_lines=LAST)
    blocked = review.blocking(proposal.flags)
    assert blocked if told.get("blocked") else blocked == told.get("flags", [])
    if "lines" in told:
        got = [
            (line.quantity, line.unit if unit is not None else None, line.rate)
            for line, (_, _, unit, _) in zip(proposal.lines, told["lines"], strict=True)
        ]
        assert got == [(number(quantity), unit, number(rate)) for _, quantity, unit, rate in told["lines"]]
        names = [line.description.casefold() for line in proposal.lines]
        assert all(name.casefold() in got for got, (name, *_) in zip(names, told["lines"], strict=True))
    if not blocked:
        assert discount_of(proposal) == told.get("discount", 0)
    assert proposal.due_in_days == told.get("due")
    assert proposal.tax_inclusive == told.get("inclusive", False)
    assert bool(proposal.notes) == told.get("noted", False)


def number(value):
    return None if value is None else D(str(value))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_labelled_case_is_right_in_lines_discount_due_date_and_flags(case):
    known, wanted = case["business_context"], case["expected"]
    proposal = LocalDrafter().propose(case["prompt"], context_of(known))
    assert len(proposal.lines) == len(wanted["items"])
    for line, item in zip(proposal.lines, wanted["items"], strict=True):
        assert any(word.casefold() in line.description.casefold() for word in item["description_any"])
        assert (line.quantity, line.rate) == (number(item["quantity"]), number(item["rate"]))
        assert item["unit"] in (None, line.unit)
    assert review.blocking(proposal.flags) == sorted(review.BLOCKING & set(wanted["flags"]))
    if wanted["subtotal"] is not None:
        assert discount_of(proposal) == number(wanted["discount"] or 0)
    assert (proposal.due_in_days, proposal.tax_inclusive) == (wanted["due_in_days"], wanted["tax_inclusive"])


def context_of(known):
    return Context(
        known["country"],
        known["currency"],
        D(known["tax_rate"]),
        date.fromisoformat(known["today"]),
        tuple(
            PriceSeen(seen["description"], seen["unit"], D(seen["rate"]), "INV-1", TODAY)
            for seen in known["price_history"]
        ),
        tuple(
            LastLine(line["description"], D(line["quantity"]), line["unit"], D(line["rate"]))
            for line in known.get("last_invoice", {}).get("items", [])
        ),
    )


def test_the_documents_example_reads_naturally():
    [line] = read("Create an invoice for 3 months of web hosting service at KES 15,000 per month").lines
    assert (line.description, line.quantity, line.unit, line.rate) == (
        "Web hosting service",
        3,
        "month",
        15000,
    )


def test_a_missing_rate_is_never_invented():
    proposal = read("website redesign")
    assert proposal.lines[0].rate is None and "needs_rate" in proposal.flags


def test_a_missing_rate_comes_from_the_last_invoice_and_says_so():
    proposal = read("2 months of web hosting", price_history=SEEN)
    assert (proposal.lines[0].rate, proposal.lines[0].source) == (15000, "INV-0042 of 12 Sep 2026")
    assert "rate_from_history" in proposal.flags


def test_the_same_as_last_month_without_an_invoice_is_a_question():
    proposal = read("same as last month")
    assert (proposal.lines, proposal.flags) == ((), ("needs_context",))


def test_a_sentence_that_says_nothing_is_a_question():
    assert read("").flags == ("needs_context",)


def test_a_sentence_too_long_to_read_to_its_end_is_not_silently_cut():
    assert "ambiguous" in read("logo design 5000. " + "x " * 2000).flags


def test_what_was_paid_already_is_noted_and_changes_no_amount():
    proposal = read("15k for logo design, 50% deposit already paid")
    assert proposal.notes == "50% deposit already paid"
    assert (proposal.discount_percent, proposal.lines[0].rate) == (None, 15000)


def test_letters_inside_a_word_are_no_discount():
    proposal = read("4 office chairs at 2500 each")
    assert (proposal.discount, proposal.discount_percent, proposal.lines[0].quantity) == (0, None, 4)
