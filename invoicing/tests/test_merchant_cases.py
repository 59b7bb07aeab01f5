"""Sentences as merchants type and dictate them, labelled before the drafter ever saw them (merchant_cases.json)."""

import json
from collections import Counter
from pathlib import Path

import pytest

from invoicing.drafting import evaluation, review
from invoicing.drafting.local import LocalDrafter

CASES = json.loads((Path(__file__).parent / "data" / "merchant_cases.json").read_text(encoding="utf-8"))
LEAST_RIGHT = 0.92


@pytest.fixture(scope="module")
def readings():
    drafter = LocalDrafter()
    predicted = [(case, evaluation.predict(drafter, case)) for case in CASES]
    return [(case, made, evaluation.score(case, made)) for case, made in predicted]


def test_nearly_all_are_read_as_they_were_meant(readings):
    assert sum(right["all"] for *_, right in readings) >= LEAST_RIGHT * len(CASES)


def test_no_total_is_wrong_in_silence(readings):
    assert [case["prompt"] for case, _, right in readings if right["silent_wrong"]] == []


def test_what_is_not_read_is_asked(readings):
    """Neither a missed item nor a missed discount goes by without a question."""
    missed = [(case, made) for case, made, right in readings if not (right["totals"] and right["discount"])]
    assert [case["prompt"] for case, made in missed if not review.blocking(made["flags"])] == []


def test_every_language_is_read_well(readings):
    heard = Counter(case["lang"] for case in CASES)
    read = Counter(case["lang"] for case, _, right in readings if right["all"])
    assert {language: read[language] / heard[language] >= 0.85 for language in heard} == dict.fromkeys(
        heard, True
    )
