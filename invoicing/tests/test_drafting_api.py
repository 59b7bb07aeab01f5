"""Endpoints 6 and 11 of the management document, key by key, and the page."""

from datetime import date, timedelta

import pytest

from customers.models import Party
from customers.testing import a_party
from invoicing.models import Draft, DrafterCall
from invoicing.services.drafting_context import context_of
from invoicing.testing import an_invoice
from smartkhata.core.models import Business
from smartkhata.core.testing.queue import work

TODAY = date.today()


@pytest.fixture
def party(asha):
    with asha.scope():
        return a_party(asha.user)


@pytest.mark.django_db(transaction=True)
def test_the_documents_sentence_answers_with_all_its_keys(asha, party):
    answer = asha.api.post(
        f"/api/customers/{party.number}/invoices/generate",
        {
            "prompt": "Create an invoice for 3 months of web hosting service at KES 15,000 per month".replace(
                "KES ", ""
            ),
            "template": "standard",
            "auto_calculate_tax": True,
            "include_previous_context": True,
        },
    )
    assert answer.status_code in (201, 202), answer.content
    work()
    told = asha.api.get(f"/api/customers/{party.number}/invoices/drafts/{answer.json()['draft_id']}").json()
    assert {"draft_id", "status", "invoice_data", "ai_confidence", "suggestions"} <= set(told)
    assert (told["status"], told["generation"], told["ai_confidence"]) == ("draft", "ready", 0.95)
    [item] = told["invoice_data"]["items"]
    assert item == {**item, "quantity": 3, "unit": "month", "rate": 15000, "amount": 45000}
    assert {"customer_name", "subtotal", "tax", "total", "due_date"} <= set(told["invoice_data"])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("based_on", ["previous_invoices", "services", "custom"])
@pytest.mark.parametrize("context", ["monthly", "quarterly", "one-time"])
def test_suggestions_answer_with_all_their_keys(asha, party, context, based_on):
    with asha.scope():
        for months in range(4):
            an_invoice(asha.user, party, on=TODAY - timedelta(days=30 * months))
    asked = {"context": context, "based_on": based_on}
    if based_on == "custom":
        asked["items"] = [{"description": "Web hosting", "quantity": "2", "unit": "month"}]
    url = f"/api/customers/{party.number}/invoices/suggest"
    answer = asha.api.post(url, asked)
    assert answer.status_code == 200, answer.content
    first = answer.json()["suggestions"][0]
    assert {"confidence", "description", "items", "estimated_total", "reasoning", "next_date"} <= set(first)
    assert first["items"][0]["rate"] == 15000 and first["estimated_total"] > 0
    if (context, based_on) == ("monthly", "previous_invoices"):
        assert "billed monthly" in first["reasoning"] and first["confidence"] >= 0.7


@pytest.mark.django_db(transaction=True)
def test_a_suggestion_that_is_accepted_is_a_draft(asha, party):
    with asha.scope():
        an_invoice(asha.user, party)
    url = f"/api/customers/{party.number}/invoices/suggest/acceptance"
    asked = {"context": "one-time", "suggestion_id": 0}
    answer = asha.api.post(url, asked)
    assert answer.status_code == 201, answer.content
    assert answer.json()["invoice_data"]["items"][0]["rate"] == 15000
    missing = asha.api.post(url, {**asked, "suggestion_id": 9})
    assert missing.status_code == 404


@pytest.mark.django_db(transaction=True)
def test_the_page_asks_writes_and_talks_on(asha, party):
    shop = asha.business.slug
    page = asha.client.get(f"/b/{shop}/customers/{party.pk}/invoices/generate/")
    assert page.status_code == 200 and b"10 bags of cement" in page.content
    sentence = {
        "prompt": "3 months of web hosting at 15,000 per month",
        "use_history": "on",
        "charge_tax": "on",
    }
    asha.client.post(f"/b/{shop}/customers/{party.pk}/invoices/generate/", sentence)
    work()
    with asha.scope():
        draft = Draft.objects.get()
    shown = asha.client.get(f"/b/{shop}/drafts/{draft.pk}/").content.decode()
    assert "every number stands in your sentence" in shown and "Change it in words" in shown
    asha.client.post(f"/b/{shop}/drafts/{draft.pk}/correction/", {"text": "make it 4 months"})
    work()
    with asha.scope():
        draft.refresh_from_db()
        assert (draft.lines[0]["quantity"], draft.version) == ("4.000", 2)
        assert DrafterCall.objects.count() == 2
    quality = asha.client.get(f"/b/{shop}/drafting/").content.decode()
    assert "Drafts a day" in quality


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("registration", ["none", "regular"])
@pytest.mark.parametrize("include_tax", [True, False])
def test_a_suggestion_costs_what_its_draft_costs(asha, party, registration, include_tax):
    with asha.scope():
        Business.objects.filter(pk=asha.business.pk).update(registration=registration, state_code="27")
        Party.objects.filter(pk=party.pk).update(ai_preferences={"include_tax": include_tax})
        an_invoice(asha.user, party)
    path = f"/api/customers/{party.number}/invoices/suggest"
    [told] = asha.api.post(path, {"context": "one-time"}).json()["suggestions"]
    answer = asha.api.post(f"{path}/acceptance", {"context": "one-time", "suggestion_id": 0}).json()
    taxed = registration == "regular" and include_tax
    assert told["estimated_total"] == answer["invoice_data"]["total"] == (53100 if taxed else 45000)
    with asha.scope():
        assert Draft.objects.get(number=answer["draft_id"]).charge_tax is include_tax


@pytest.mark.django_db(transaction=True)
def test_a_shop_that_charges_no_tax_has_none_in_its_drafts(asha, party):
    with asha.scope():
        Business.objects.filter(pk=asha.business.pk).update(registration="none")
        assert context_of(party, TODAY).tax_rate == 0
        Business.objects.filter(pk=asha.business.pk).update(registration="regular")
        assert context_of(party, TODAY).tax_rate == 18
