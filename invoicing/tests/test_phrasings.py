"""One thing said in many ways: order, ellipsis, talk, tables, sizes, corrections, three languages (phrasings.json).

turned_phrases.json has known sentences turned about: other goods and numbers, other openings, endings, joints,
due dates, discounts, taxes, payments and corrections, the answer following from the parts.
"""

import json
from pathlib import Path

import pytest

from invoicing.drafting import evaluation
from invoicing.drafting.local import LocalDrafter

DATA = Path(__file__).parent / "data"
CASES = [
    case
    for name in ("phrasings.json", "turned_phrases.json")
    for case in json.loads((DATA / name).read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_phrasing_is_read_as_it_was_meant(case):
    made = evaluation.predict(LocalDrafter(), case)
    wrong = [
        name for name, right in evaluation.score(case, made).items() if name != "silent_wrong" and not right
    ]
    assert wrong == [], f"{case['prompt']} -> {made}"
