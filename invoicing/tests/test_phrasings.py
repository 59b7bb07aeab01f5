"""One thing said in many ways: order, ellipsis, talk, tables, sizes, corrections, three languages (phrasings.json)."""

import json
from pathlib import Path

import pytest

from invoicing.drafting import evaluation
from invoicing.drafting.local import LocalDrafter

CASES = json.loads((Path(__file__).parent / "data" / "phrasings.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_phrasing_is_read_as_it_was_meant(case):
    made = evaluation.predict(LocalDrafter(), case)
    wrong = [
        name for name, right in evaluation.score(case, made).items() if name != "silent_wrong" and not right
    ]
    assert wrong == [], f"{case['prompt']} -> {made}"
