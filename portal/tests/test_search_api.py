"""GET /api/customers/search as the network document prints it, and what it must never tell of the network."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from customers.models import Party
from customers.services.ledger import post_entry, touch_portal
from customers.services.parties import change_party
from customers.testing import a_party
from portal.models import NetworkProfile

pytestmark = pytest.mark.django_db
EXAMPLE = json.loads((Path(__file__).parents[2] / "customers/tests/data/search_example.json").read_text())
PHONE = "+919876543210"
NOW = timezone.now()


def ask(person, q, **more):
    return person.api.get("/api/customers/search", q=q, **more)


def rows(person, q, **more):
    return ask(person, q, **more).json()["results"]


@pytest.fixture
def ramesh(asha):
    """The customer of the example: registered, proven, looked in, owes 5000 since an invoice of 15 January."""
    with asha.scope():
        party = a_party(asha.user, name="Ramesh Kumar", phone=PHONE)
        touch_portal(party, registered_at=NOW, verified_at=NOW, active_at=NOW)
        post_entry(party, kind="invoice", amount=5000, on=date(2025, 1, 15), source="invoice:1:issued")
    return party


def test_the_documents_example(asha, ramesh):
    answer = ask(asha, "Ramesh", limit=10).json()
    assert set(answer) == set(EXAMPLE) - {"about"}
    for told, wanted in zip(answer["results"], EXAMPLE["results"], strict=True):
        assert set(wanted) <= set(told)
        for key, value in wanted.items():
            assert type(told[key]) in ({type(value), float} if type(value) is int else {type(value)}), key
    party, new = answer["results"]
    same = {key: value for key, value in EXAMPLE["results"][0].items() if key != "customer_id"}
    assert {key: party[key] for key in same} == same
    assert party["customer_id"] == str(ramesh.pk)
    assert (new["customer_id"], new["name"], new["phone"]) == ("NEW", "Ramesh", None)
    assert isinstance(answer["search_took_ms"], int)


def test_exact_rows_then_begun_ones_then_suggestions_and_one_row_to_create(asha):
    with asha.scope():
        for name in ("Laxman", "Lakshmi Stores", "Laxmi", "Laxmibai"):
            a_party(asha.user, name=name)
    assert [(row["type"], row["name"]) for row in rows(asha, "Laxmi")] == [
        ("exact_match", "Laxmi"),
        ("prefix", "Laxmibai"),
        ("suggestion", "Lakshmi Stores"),
        ("suggestion", "Laxmi"),
    ]


@pytest.mark.parametrize(
    "q", ["98765 43210", "098765-43210", "+91 98765 43210", "00919876543210", "ramesh@x.in"]
)
def test_a_whole_phone_or_address_is_an_exact_match(asha, q):
    with asha.scope():
        a_party(asha.user, name="Ramesh Kumar", phone=PHONE, email="ramesh@x.in")
    assert rows(asha, q)[0]["type"] == "exact_match"


def test_a_part_of_a_phone_is_no_exact_match(asha, ramesh):
    assert rows(asha, "3210")[0]["type"] == "prefix"


def test_a_phone_that_is_nobodys_is_ready_to_create(asha):
    assert rows(asha, "98765 43210") == [
        {**EXAMPLE["results"][1], "name": "", "phone": PHONE},
    ]


class TestStrangers:
    @pytest.fixture
    def stranger(self, charlie):
        with charlie.scope():
            a_party(charlie.user, name="Ramesh the late payer", phone=PHONE)
        return NetworkProfile.objects.create(
            phone=PHONE, profile_name="Ramesh K", phone_verified_at=NOW, profile_type="farmer"
        )

    def test_only_the_whole_phone_tells_no_more_than_the_name(self, asha, stranger):
        row, new = rows(asha, "98765 43210")
        assert row == {
            "type": "exact_match",
            "customer_id": None,
            "name": "Ramesh K",
            "phone": PHONE,
            "profile_type": None,
            "status": "registered",
            "action": "create_new",
        }
        assert new["customer_id"] == "NEW"

    @pytest.mark.parametrize("q", ["Ramesh", "Ramesh K", "43210", "9876543", "987654321"])
    def test_nothing_else_finds_them(self, asha, stranger, q):
        assert [row["customer_id"] for row in rows(asha, q)] == ["NEW"]

    @pytest.mark.parametrize("hidden", [{"phone_verified_at": None}, {"portal_access_enabled": False}])
    def test_who_has_not_proven_the_phone_or_keeps_out_of_sight_is_unknown(self, asha, stranger, hidden):
        NetworkProfile.objects.filter(pk=stranger.pk).update(**hidden)
        assert len(rows(asha, "98765 43210")) == 1

    def test_who_is_in_the_book_is_shown_once_by_the_books_name(self, asha, ramesh, stranger):
        assert [row["name"] for row in rows(asha, "98765 43210")] == ["Ramesh Kumar", ""]

    def test_fishing_for_numbers_ends_at_the_shops_own_book(self, asha, stranger, monkeypatch):
        monkeypatch.setattr("customers.results.STRANGERS_PER_MINUTE", 1)
        assert [len(rows(asha, "98765 43210")) for _ in range(2)] == [2, 1]


class TestRefusals:
    @pytest.mark.parametrize("q", ["", " ", "r", "  .  ", "%", "7"])
    def test_too_little(self, asha, q):
        answer = ask(asha, q)
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, "q_too_short")
        assert answer.json()["error"]["fields"]["q"] == "Type at least 2 letters or digits."

    def test_too_much(self, asha):
        assert ask(asha, "r" * 201).json()["error"]["code"] == "q_too_long"

    @pytest.mark.parametrize("limit", ["0", "-1", "many", "1.5"])
    def test_a_limit_that_is_none(self, asha, limit):
        assert "limit" in ask(asha, "Ramesh", limit=limit).json()["error"]["fields"]

    def test_a_limit_is_kept_and_clamped(self, asha):
        with asha.scope():
            Party.objects.bulk_create(
                Party(number=f"X{n}", name="Ramesh", name_key="ramesh", created_at=NOW) for n in range(60)
            )
        assert [len(rows(asha, "Ramesh", limit=n)) for n in (3, 1000)] == [4, 51]

    def test_more_than_fingers_can_type_waits(self, asha, settings):
        settings.SEARCHES_PER_MINUTE = 1
        assert [ask(asha, "Ramesh").status_code for _ in range(2)] == [200, 429]
        assert int(ask(asha, "Ramesh")["Retry-After"]) > 0

    @pytest.mark.parametrize(
        "q", ["%' OR 1=1 --", "{}", '"\\', "ра\u200dмеш", "🙂🙂", "a" * 200, "१२३४", "' \\ %_"]
    )
    def test_odd_texts_are_only_texts(self, asha, ramesh, q):
        assert ask(asha, q).status_code in (200, 400)


def test_queries_do_not_grow_with_what_is_found(asha, django_assert_num_queries):
    with asha.scope():
        party = a_party(asha.user, name="Ramesh Kumar")
    asha.api.get("/api/customers/search", q="Ramesh")
    with django_assert_num_queries(11):
        assert len(rows(asha, "Ramesh")) == 2
    with asha.scope():
        for _ in range(8):
            a_party(asha.user, name="Ramesh Kumar")
    with django_assert_num_queries(11):
        assert len(rows(asha, "Ramesh")) == 10
    assert party


def test_a_new_phone_is_neither_registered_nor_proven(asha, ramesh):
    with asha.scope():
        change_party(ramesh, by=asha.user, phone="+919876500000")
    row = rows(asha, "Ramesh")[0]
    assert (row["status"], row["phone_verified"]) == ("not_registered", False)
