"""Quotes: given with a number, answered once, and then a draft."""

from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from django.db import DatabaseError, transaction

from customers.testing import a_party
from invoicing.documents.render import render_html
from invoicing.models import Draft, Quote
from invoicing.selectors.numbers import gaps
from invoicing.selectors.quotes import find_quote, quote_document, quote_state
from invoicing.services.invoices import accept_draft
from invoicing.services.proof import differences
from invoicing.services.quotes import accept_quote, decline_quote, give_quote, withdraw_quote
from invoicing.services.templates import current_version
from invoicing.testing import LINE
from smartkhata.accounts.services.shops import change_shop
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)
GSTIN = "27AAPFU0939F1ZV"
BODY = {"items": [LINE], "notes": "Set-up included"}


@pytest.fixture
def shop(asha):
    with asha.scope():
        current_version()
        yield asha


def a_quote(shop, party=None, lines=(LINE,), **content):
    return give_quote(party or a_party(shop.user), lines=list(lines), by=shop.user, **content)


def test_a_quote_has_a_series_of_its_own_and_moves_no_money(shop):
    party = a_party(shop.user)
    quote = a_quote(shop, party, on=DAY)
    assert (quote.number, quote.valid_until) == ("QUO-26-27-00001", date(2026, 12, 20))
    assert quote.total == D("45000.00")
    party.refresh_from_db()
    assert party.balance == 0


def test_accepted_it_is_a_draft_with_the_same_total_once(shop):
    quote = a_quote(shop, lines=[LINE, LINE | {"rate": "99.99"}], discount=D(100))
    first = accept_quote(quote, by=shop.user)
    assert accept_quote(quote).draft_id == first.draft_id
    assert Draft.objects.filter(party=quote.party).count() == 1
    assert accept_draft(first.draft, by=shop.user).total == quote.total
    assert first.draft.reference == quote.number
    assert differences() == []


def test_an_answer_is_final(shop):
    quote = decline_quote(a_quote(shop), note="Too dear")
    assert (quote.status, quote.answer) == ("declined", "Too dear")
    for act in (lambda: accept_quote(quote, by=shop.user), lambda: withdraw_quote(quote, by=shop.user)):
        with pytest.raises(DomainError) as refused:
            act()
        assert refused.value.status == 409


def test_after_its_last_day_only_the_shop_can_accept_it(shop):
    quote = a_quote(shop, on=DAY - timedelta(days=90), valid_until=DAY - timedelta(days=60))
    assert quote_state(quote, quote.valid_until) == "open"
    assert quote_state(quote, today(shop.business)) == "expired"
    with pytest.raises(DomainError) as refused:
        accept_quote(quote)
    assert refused.value.code == "quote_over"
    assert accept_quote(quote, by=shop.user).status == "accepted"


def test_what_was_offered_never_changes(shop):
    a_quote(shop)
    with pytest.raises(DatabaseError), transaction.atomic():
        Quote.objects.update(total=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        Quote.objects.all().delete()


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        ([], "items"),
        ([LINE | {"rate": None}], "items.0.rate"),
        ([LINE | {"quantity": "0"}], "items.0.quantity"),
    ],
)
def test_what_is_missing_is_named_and_draws_no_number(shop, lines, field):
    with pytest.raises(DomainError) as refused:
        a_quote(shop, lines=lines)
    assert field in refused.value.fields
    series = a_quote(shop).series
    series.refresh_from_db()
    assert gaps(series) == [] and series.value == 1


def test_the_paper_says_quote_and_until_when_and_asks_for_no_money(shop):
    quote = a_quote(shop, on=DAY)
    page = render_html(quote_document(find_quote(quote.number), shop.business))
    for words in ("Estimate", quote.number, "Valid until", "45,000.00", "Web hosting"):
        assert words in page, words
    assert "Balance due" not in page and "UPI" not in page


def test_given_and_accepted_through_the_api(asha):
    with asha.scope():
        number = a_party(asha.user).number
    made = asha.api.post("/api/quotes", BODY | {"customer_id": number})
    assert made.status_code == 201, made.content
    quote = made.json()
    assert (quote["total"], quote["status"], quote["draft_id"]) == (45000.0, "open", None)
    [row] = asha.api.get("/api/quotes?status=open").json()["quotes"]
    assert row["quote_id"] == quote["quote_id"]
    path = f"/api/quotes/{quote['quote_id']}/acceptance"
    taken = [asha.api.post(path, {}).json()["draft_id"] for _ in range(2)]
    assert taken[0] == taken[1] and taken[0].startswith("DRAFT-")
    refused = asha.api.post(f"/api/quotes/{quote['quote_id']}/refusal", {})
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "answered")


def test_the_page_shows_the_total_gives_the_quote_and_begins_from_an_earlier_one(asha):
    with asha.scope():
        party = a_party(asha.user)
    form = {"line-count": "1", "valid_until": "2099-01-01"}
    form |= {f"line-0-{key}": value for key, value in LINE.items()}
    url = asha.url(f"customers/{party.pk}/quotes/new/")
    shown = asha.client.post(url, form | {"check": "1"})
    assert shown.status_code == 200 and "45,000.00" in shown.content.decode()
    assert asha.client.post(url, form).status_code == 302
    with asha.scope():
        quote = Quote.objects.get()
    again = asha.client.get(f"{url}?like={quote.pk}").content.decode()
    assert 'value="Web hosting"' in again
    answer = asha.client.post(asha.url(f"quotes/{quote.pk}/answering/"), {"answer": "accept", "note": "Yes"})
    with asha.scope():
        quote = find_quote(quote.pk)
    assert answer.url == asha.url(f"drafts/{quote.draft_id}/") and quote.answer == "Yes"


def test_a_wrong_line_comes_back_as_typed(asha):
    with asha.scope():
        party = a_party(asha.user)
    form = {"line-count": "1", "line-0-description": "Chairs", "valid_until": "2099-01-01"}
    answer = asha.client.post(asha.url(f"customers/{party.pk}/quotes/new/"), form)
    assert answer.status_code == 400
    assert "Chairs" in answer.content.decode() and "Enter the rate." in answer.content.decode()


@pytest.mark.parametrize(
    ("place", "field"),
    [
        ({"place_of_supply": "29"}, "place_reason"),
        ({"place_of_supply": "ZZ", "place_reason": "x"}, "place_of_supply"),
    ],
)
def test_the_api_asks_for_a_place_that_is_one_and_for_its_reason(asha, place, field):
    with asha.scope():
        party = a_party(asha.user)
    for path in ("quotes", f"customers/{party.number}/invoices/drafts", "invoices"):
        answer = asha.api.post(f"/api/{path}", {"customer_id": party.number, "items": [LINE]} | place)
        assert (answer.status_code, list(answer.json()["error"]["fields"])) == (400, [field]), path


def test_the_place_of_supply_is_chosen_with_its_reason_and_goes_on_to_the_draft(asha):
    with asha.scope():
        change_shop(asha.business, registration="regular", state_code="27", tax_id=GSTIN, by=asha.user)
        party = a_party(asha.user)
    lines = {"line-count": "1"} | {f"line-0-{field}": value for field, value in LINE.items()}
    form = lines | {"valid_until": "2099-01-01", "place_of_supply": "29"}
    path = asha.url(f"customers/{party.pk}/quotes/new/")
    refused = asha.client.post(path, form)
    assert refused.status_code == 400 and "Say why the tax is due" in refused.content.decode()
    checked = asha.client.post(path, form | {"check": "1"}, headers={"hx-request": "true"})
    assert checked.status_code == 200 and "Karnataka (29)" in checked.content.decode()
    given = asha.client.post(path, form | {"place_reason": "The event is there"})
    assert "The event is there" in asha.client.get(given["Location"]).content.decode()
    with asha.scope():
        quote = find_quote(Quote.objects.get().pk)
        assert [row["name"] for row in quote.tax_lines] == ["IGST"]
        assert "The event is there" in render_html(quote_document(quote, asha.business))
        draft = accept_quote(quote, by=asha.user).draft
    assert (draft.place_of_supply, draft.place_reason) == ("29", "The event is there")
