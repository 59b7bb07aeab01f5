"""The customer's answer to a quote: the link takes it, the code opens the lines, nobody else sees them."""

import pytest
from django.test import Client

from customers.testing import a_party
from invoicing.models import Draft
from invoicing.selectors.quotes import find_quote
from invoicing.services.quotes import give_quote
from invoicing.testing import LINE
from smartkhata.core import links

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer(asha):
    """(quote, path of its link)"""
    with asha.scope():
        quote = give_quote(a_party(asha.user, name="Secret Name"), lines=[LINE], by=asha.user)
        return quote, "/q?" + links.link_to(quote).partition("?")[2]


def test_the_link_shows_the_price_and_neither_names_nor_lines(offer):
    quote, path = offer
    answer = Client().get(path)
    page = answer.content.decode()
    assert answer.status_code == 200 and quote.number in page and "45,000.00" in page
    assert "Secret Name" not in page and "Web hosting" not in page
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "same-origin")


def test_accepted_twice_there_is_one_draft(asha, offer):
    quote, path = offer
    for _ in range(2):
        assert Client().post(path, {"answer": "accept", "note": "On Monday"}).status_code == 302
    assert "You accepted" in Client().get(path).content.decode()
    with asha.scope():
        found = find_quote(quote.pk)
        assert (found.status, found.answered_by_id, found.answer) == ("accepted", None, "On Monday")
        assert Draft.objects.count() == 1


def test_looking_answers_nothing(asha, offer):
    quote, path = offer
    Client().get(f"{path}&answer=accept")
    with asha.scope():
        assert find_quote(quote.pk).status == "open"


def test_declined_it_stays_declined(asha, offer):
    quote, path = offer
    Client().post(path, {"answer": "decline"})
    page = Client().post(path, {"answer": "accept"}, follow=True).content.decode()
    assert "was declined" in page
    with asha.scope():
        assert find_quote(quote.pk).status == "declined"


def test_a_link_of_something_else_opens_no_quote(asha, offer):
    quote, path = offer
    with asha.scope():
        khata = links.link_to(quote.party).partition("?")[2]
    assert Client().get(f"/q?{khata}").status_code == 404
    assert Client().get("/q?t=guessed").status_code == 404
    assert Client().get(path.replace("/q", "/p")).status_code == 404
