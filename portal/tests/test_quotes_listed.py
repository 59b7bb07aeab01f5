"""Behind the code the customer finds every quote again, with its state; nobody else's, and none that was taken back."""

from datetime import timedelta

import pytest
from django.test import Client

from customers.testing import a_party
from invoicing.services.quotes import accept_quote, decline_quote, give_quote, withdraw_quote
from invoicing.testing import LINE
from notifications.models import OutboxMessage
from smartkhata.core.clock import today
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = "+919876500001"
STATES = ("Waiting", "Accepted", "Declined", "Expired")


@pytest.fixture
def quotes(asha):
    """[waiting, accepted, declined, expired, taken back, somebody else's]"""
    past = today(asha.business) - timedelta(days=1)
    with asha.scope():
        party, other = a_party(asha.user, phone=PHONE), a_party(asha.user, phone="+919876500002")
        given = [give_quote(party, lines=[LINE], by=asha.user) for _ in range(3)]
        over = give_quote(party, lines=[LINE], on=past, valid_until=past, by=asha.user)
        gone, theirs = (give_quote(to, lines=[LINE], by=asha.user) for to in (party, other))
        accept_quote(given[1], by=asha.user)
        decline_quote(given[2], by=asha.user)
        withdraw_quote(gone, by=asha.user)
    return [*given, over, gone, theirs]


def code():
    work()
    return OutboxMessage.objects.filter(kind="otp").latest("pk").code


def test_the_customers_pages_list_what_was_offered(asha, quotes):
    me = Client()
    me.post("/portal/sign-in/", {"phone": PHONE})
    me.post("/portal/code/", {"code": code()})
    for path in ("/portal/", f"/portal/shops/{asha.business.pk}/"):
        page = me.get(path).content.decode()
        for quote in quotes[:4]:
            assert f"/portal/quotes/{asha.business.pk}/{quote.pk}/" in page and quote.number in page
        assert not [quote.number for quote in quotes[4:] if quote.number in page]
        assert [page.count(f">{word}</span>") for word in STATES] == [1, 1, 1, 1]
    assert me.get(f"/portal/quotes/{asha.business.pk}/{quotes[0].pk}/").status_code == 200


def test_the_customers_app_reads_the_same(asha, quotes):
    body = {"content_type": "application/json"}
    Client().post("/api/customer-portal/otp", {"phone": PHONE}, **body)
    token = (
        Client()
        .post("/api/customer-portal/register", {"phone": PHONE, "otp": code()}, **body)
        .json()["token"]
    )
    answer = Client().get("/api/customer-portal/quotes", headers={"authorization": f"Bearer {token}"}).json()
    found = {row["quote_number"]: row["status"] for row in answer["quotes"]}
    states = ("waiting", "accepted", "declined", "expired")
    assert found == {quote.number: state for quote, state in zip(quotes, states, strict=False)}


def test_the_shops_page_of_the_customer_lists_them_too(asha, quotes):
    page = asha.client.get(asha.url(f"customers/{quotes[0].party_id}/invoices/")).content.decode()
    for quote in quotes[:5]:
        assert asha.url(f"quotes/{quote.pk}/") in page
    assert quotes[5].number not in page
    found = asha.api.get(f"/api/quotes?customer_id={quotes[5].party.number}").json()["quotes"]
    assert [row["quote_id"] for row in found] == [quotes[5].number]
