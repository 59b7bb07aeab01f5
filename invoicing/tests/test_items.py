"""The catalogue: each invoice adds what is new, a rate that a person entered stays theirs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.testing import a_party
from invoicing.models import Item
from invoicing.services.drafts import start_draft
from invoicing.services.invoices import accept_draft
from invoicing.services.items import add_item, change_item
from smartkhata.core.errors import DomainError
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db


def bill(shop, party, **line):
    with shop.scope():
        draft = start_draft(party, lines=[{"quantity": "1", "unit": "month", **line}], by=shop.user)
        accept_draft(draft, by=shop.user)
    work()


@pytest.fixture
def party(asha):
    with asha.scope():
        return a_party(asha.user)


def test_what_was_billed_stands_in_the_catalogue(asha, party):
    bill(asha, party, description="Web Hosting", rate="15000")
    bill(asha, party, description="web  hosting", rate="16000")
    [item] = asha.api.get("/api/items").json()["items"]
    assert (item["name"], item["rate"], item["times_used"]) == ("Web Hosting", 16000, 2)


def test_a_rate_that_a_person_entered_stays(asha, party):
    with asha.scope():
        add_item(name="Web hosting", rate="14000", by=asha.user)
    bill(asha, party, description="Web hosting", rate="15000")
    with asha.scope():
        item = Item.objects.get()
    assert (item.rate, item.times_used) == (14000, 1)


def test_the_same_name_is_one_item(asha):
    with asha.scope():
        add_item(name="Chai", by=asha.user)
        with pytest.raises(DomainError) as refused:
            add_item(name=" CHAI ", by=asha.user)
    assert refused.value.code == "item_exists"


def test_an_item_that_is_not_offered_leaves_the_list_and_can_come_back(asha):
    with asha.scope():
        item = add_item(name="Chai", rate="10", by=asha.user)
        change_item(item, by=asha.user, is_active=False)
    assert asha.api.get("/api/items").json()["total"] == 0
    assert "Chai" in asha.client.get(asha.url("items/?view=hidden")).content.decode()


def test_bad_input_is_told_by_field_and_nothing_is_lost(asha):
    answer = asha.api.post("/api/items", {"name": "Chai", "rate": "-4"})
    assert answer.status_code == 400 and "rate" in answer.json()["error"]["fields"]
    page = asha.client.post(asha.url("items/new/"), {"name": "Chai", "rate": "ten"})
    assert page.status_code == 400 and 'value="ten"' in page.content.decode()


def test_search_fits_the_words_of_a_name(asha):
    with asha.scope():
        for name in ("Office chair", "Table"):
            add_item(name=name, by=asha.user)
    found = asha.api.get("/api/items", search="chair").json()
    assert [item["name"] for item in found["items"]] == ["Office chair"]


def test_the_list_asks_as_much_for_ten_as_for_one(asha):
    client, asked = asha.client, []
    for names in (["First"], [f"Item {n}" for n in range(10)]):
        with asha.scope():
            for name in names:
                add_item(name=name, rate="10", by=asha.user)
        with CaptureQueriesContext(connection) as queries:
            client.get(asha.url("items/"))
        asked.append(len(queries))
    assert asked[0] == asked[1]
