"""Hindi in two scripts, Swahili, Sheng and mixtures: each prompt with what it means (data/spoken_prompts.json)."""

import json
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest

from invoicing.drafting import review
from invoicing.drafting.local import LocalDrafter
from invoicing.drafting.proposal import Context, LastLine, PriceSeen
from smartkhata.core.money import half_up

PROMPTS = json.loads((Path(__file__).parent / "data" / "spoken_prompts.json").read_text(encoding="utf-8"))
FRIDAY = date(2026, 11, 20)
LAST = (
    LastLine("AMC maintenance", D(1), "month", D(4500)),
    LastLine("Antivirus licence", D(5), "piece", D(650)),
)
SHOPS = {
    "INR": ("IN", D(18), PriceSeen("Cement UltraTech", "bag", D(385), "INV-1", FRIDAY)),
    "KES": ("KE", D(16), PriceSeen("Mahindi", "bag", D(3500), "INV-1", FRIDAY)),
}


@pytest.mark.parametrize("told", PROMPTS, ids=lambda told: told["prompt"][:50])
def test_a_prompt_is_read_as_it_was_meant(told):
    country, tax_rate, seen = SHOPS[told["currency"]]
    context = Context(country, told["currency"], tax_rate, FRIDAY, (seen,), LAST)
    proposal = LocalDrafter().propose(told["prompt"], context)
    assert review.blocking(proposal.flags) == told.get("flags", [])
    if told.get("last"):
        assert [(line.description, line.rate) for line in proposal.lines] == [
            (line.description, line.rate) for line in LAST
        ]
    for line, (name, quantity, unit, rate) in zip(proposal.lines, told.get("lines", ()), strict=False):
        assert name.casefold() in line.description.casefold()
        assert (line.quantity, line.rate) == (number(quantity), number(rate))
        assert unit in (None, line.unit)
    assert len(proposal.lines) == len(told.get("lines", proposal.lines))
    if not told.get("flags"):
        assert discount_of(proposal) == told.get("discount", 0)
    assert proposal.due_in_days == told.get("due")
    assert proposal.tax_inclusive == told.get("inclusive", False)
    assert bool(proposal.notes) == told.get("noted", False)


def number(value):
    return None if value is None else D(str(value))


def discount_of(proposal):
    whole = sum(line.quantity * line.rate for line in proposal.lines)
    share = proposal.discount_percent
    return proposal.discount or (half_up(whole * share / 100) if share else 0)
