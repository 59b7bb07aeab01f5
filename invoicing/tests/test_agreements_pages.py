"""Promises and disputes on the pages and in the API: noted at the invoice, seen at the customer, settled."""

from datetime import timedelta

import pytest

from customers.testing import a_party
from invoicing.models import Dispute, Promise
from invoicing.testing import an_invoice
from smartkhata.core.clock import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def bill(asha):
    with asha.scope():
        return an_invoice(asha.user, a_party(asha.user))


def page(asha, path):
    return asha.client.get(asha.url(path)).content.decode()


def test_a_promise_is_noted_and_seen_at_the_customer(asha, bill):
    day = today(asha.business) + timedelta(days=3)
    shown = asha.client.post(
        asha.url(f"invoices/{bill.pk}/promising/"), {"promised_on": day, "note": "After harvest"}, follow=True
    ).content.decode()
    assert "The promise is noted" in shown and "After harvest" in shown
    assert "Promised to pay by" in page(asha, f"customers/{bill.party_id}/")
    with asha.scope():
        assert Promise.objects.get().made_by_id == asha.user.pk


@pytest.mark.parametrize("day", ["", "2020-01-01", "soon"])
def test_a_promise_of_no_day_is_refused_in_words(asha, bill, day):
    shown = asha.client.post(
        asha.url(f"invoices/{bill.pk}/promising/"), {"promised_on": day}, follow=True
    ).content.decode()
    assert any(text in shown for text in ("by which day", "today or a later day", "valid date"))
    with asha.scope():
        assert not Promise.objects.exists()


def test_a_dispute_is_noted_once_and_settled(asha, bill):
    path = asha.url(f"invoices/{bill.pk}/disputing/")
    assert "Say what is wrong" in asha.client.post(path, {"reason": " "}, follow=True).content.decode()
    asha.client.post(path, {"reason": "Two bags were torn"})
    assert "disputed already" in asha.client.post(path, {"reason": "Again"}, follow=True).content.decode()
    assert "Two bags were torn" in page(asha, f"customers/{bill.party_id}/")
    assert "Settle the dispute" in page(asha, f"invoices/{bill.pk}/")
    asha.client.post(asha.url(f"invoices/{bill.pk}/settling/"), {"outcome": "One bag free"})
    assert "One bag free" in page(asha, f"invoices/{bill.pk}/")
    assert "Two bags were torn" not in page(asha, f"customers/{bill.party_id}/")
    with asha.scope():
        assert Dispute.objects.get().closed_at


def test_the_api_says_the_same(asha, bill):
    day, base = str(today(asha.business)), f"/api/invoices/{bill.number}"
    made = asha.api.post(f"{base}/promises", {"promised_on": day, "note": "Cash"})
    assert made.status_code == 201 and made.json().items() >= {"promised_on": day, "note": "Cash"}.items()
    assert asha.api.get(f"{base}/promises").json() == {"promises": [made.json()]}
    assert asha.api.post(f"{base}/disputes/settlement", {}).json()["error"]["code"] == "not_disputed"
    opened = asha.api.post(f"{base}/disputes", {"reason": "Wrong rate"}).json()
    assert opened.items() >= {"status": "open", "settled_at": None, "outcome": None}.items()
    assert asha.api.post(f"{base}/disputes", {"reason": "Again"}).status_code == 409
    settled = asha.api.post(f"{base}/disputes/settlement", {"outcome": "Rate lowered"}).json()
    assert (settled["status"], settled["outcome"]) == ("settled", "Rate lowered")
    assert asha.api.get(f"{base}/disputes").json() == {"disputes": [settled]}
