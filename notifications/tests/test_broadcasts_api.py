"""A message to many over the API: chosen by name or by filter, foreseen, sent once, looked at."""

import pytest

from customers.testing import a_party
from notifications.models import Broadcast, Notification
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = {"text": "We are closed on Monday.", "channels": ["email"]}


@pytest.fixture
def book(asha):
    with asha.scope():
        return [
            a_party(name="Sita", email="sita@example.com"),
            a_party(name="Gopal", email="gopal@example.com"),
            a_party(name="Mohan", email=""),
        ]


def send(person, **body):
    return person.api.post("/api/broadcasts", WORDS | body)


def test_chosen_customers_get_it_and_the_others_are_named(asha, book):
    told = send(asha, customers=[party.number for party in book])
    assert (told.status_code, told.json()["total"]) == (202, 3)
    work()
    now = asha.api.get(f"/api/broadcasts/{told.json()['id']}").json()
    assert (now["queued"], now["is_done"]) == (2, True)
    assert now["left_out"] == [{"id": str(book[2].pk), "why": "Has no e-mail address."}]
    assert asha.api.get("/api/broadcasts").json()["total"] == 1


def test_a_filter_chooses_as_the_list_does(asha, book):
    assert send(asha, filter={"search": "Gopal"}).json()["total"] == 1
    assert send(asha, filter={"status": "inactive"}).json()["error"]["code"] == "bad_message"
    assert send(asha, filter={"outstanding_gt": "a lot"}).status_code == 400


def test_a_dry_run_says_the_same_and_sends_nothing(asha, book):
    seen = send(asha, filter={}, dry_run=True)
    assert (seen.status_code, seen.json()["queued"], len(seen.json()["left_out"])) == (200, 2, 1)
    with asha.scope():
        assert not Broadcast.objects.exists() and not Notification.objects.exists()


@pytest.mark.parametrize("choice", [{}, {"customers": ["CUST-001"], "filter": {}}])
def test_it_is_either_customers_or_a_filter(asha, choice):
    response = send(asha, **choice)
    assert (response.status_code, response.json()["error"]["code"]) == (400, "bad_choice")


def test_why_somebody_is_left_out_is_said_in_the_readers_language(asha, book):
    body = WORDS | {"customers": [book[2].number], "dry_run": True}
    seen = asha.api.post("/api/broadcasts", body, accept_language="hi").json()
    assert seen["left_out"][0]["why"] == "ईमेल पता नहीं है।"


def test_another_shops_customers_and_messages_are_unknown(asha, charlie, book):
    sent = send(asha, customers=[book[0].number]).json()
    assert charlie.api.get(f"/api/broadcasts/{sent['id']}").status_code == 404
    assert send(charlie, customers=[str(book[0].pk)]).json()["error"]["code"] == "bad_message"
