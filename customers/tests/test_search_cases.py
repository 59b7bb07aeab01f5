"""Two sets of customers and queries: whoever is looked for is found, in the right place, under the right word."""

import json
from itertools import count
from pathlib import Path

import pytest
from django.utils import timezone

from customers.finder import find
from customers.models import Party
from customers.search import Asked, key_of

DATA = Path(__file__).parent / "data"
# Tiers up to this one claim that the typed words stand in the name.
EXACT = 2
numbers = count(1)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["search_cases", "search_more"])
def test_everybody_is_found(asha, name):
    cases = json.loads((DATA / f"{name}.json").read_text())
    with asha.scope():
        ids = fill(cases["corpus"])
        found = [
            [(ids[party.pk], party.tier) for party in find(Asked.of(case["q"]), most=case["k"])]
            for case in cases["queries"]
        ]
    failed = [
        (case["q"], why, got[:5])
        for case, got in zip(cases["queries"], found, strict=True)
        if (why := fault(case, got))
    ]
    assert failed == []


def test_the_judge_sees_each_fault():
    case = {"q": "x", "expect_top": ["a"], "k": 10, "first": "a", "below": ["b"], "not_exact": ["c"]}
    assert fault(case, [("a", 1), ("c", 5)]) is None
    assert fault(case, [("b", 5), ("a", 5)]) == "another one first"
    assert fault({**case, "first": None}, [("b", 5), ("a", 5)]) == "b stands too high"
    assert fault(case, [("a", 1), ("c", 2)]) == "c is no exact match"
    assert fault(case, []) == "a is missing"
    nobody = {**case, "expect_top": [], "first": None, "max_type": "suggestion"}
    assert fault(nobody, [("d", 0)]) == "nobody fits exactly"


def fault(case, got):
    """What is wrong with the answer `got` ([(id, tier)]), None if nothing is."""
    ids, exact = [one for one, _ in got], {one for one, tier in got if tier <= EXACT}
    for one in case["expect_top"]:
        if one not in ids:
            return f"{one} is missing"
        for low in case.get("below", []):
            if low in ids and ids.index(low) < ids.index(one):
                return "another one first" if case["first"] == one else f"{low} stands too high"
    if case["first"] and ids[0] != case["first"]:
        return "another one first"
    if wrong := exact & set(case.get("not_exact", [])):
        return f"{wrong.pop()} is no exact match"
    if case.get("max_type") and exact:
        return "nobody fits exactly"
    return "too many" if len(ids) > case.get("max_results", case["k"]) else None


def fill(corpus):
    """The corpus as the open shop's book; returns {pk: id of the corpus}."""
    known = {}
    for row in corpus:
        known[party_of(row)] = row["id"]
    Party.objects.bulk_create(known)
    return {party.pk: one for party, one in known.items()}


def party_of(row):
    return Party(
        number=f"CUST-9{next(numbers):05d}",
        name=row["name"],
        name_key=key_of(row["name"]),
        phone=row["phone"],
        email=row["email"] or "",
        tax_id=row.get("tax_id", ""),
        created_at=timezone.now(),
    )
