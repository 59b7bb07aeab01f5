"""Endpoint 6 as the document writes it: its example to the letter, its options, its refusals, its waiting."""

import hashlib

import pytest
from celery import current_app
from django.conf import settings

from customers.testing import a_party
from invoicing.models import DrafterCall
from invoicing.testing import an_invoice
from smartkhata.accounts.services.shops import change_shop
from smartkhata.accounts.testing import open_shop
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db(transaction=True)
PROMPT = "Create an invoice for 3 months of web hosting service at KES 15,000 per month"
EXAMPLE = {
    "prompt": PROMPT,
    "template": "standard",
    "auto_calculate_tax": True,
    "include_previous_context": True,
}


@pytest.fixture
def techlink(db):
    """A shop in Nairobi that charges VAT."""
    person = open_shop("Techlink", "KE")
    with person.scope():
        change_shop(person.business, registration="vat", tax_id="P051234567X", by=person.user)
    return person


@pytest.fixture
def customer(techlink):
    with techlink.scope():
        return a_party(techlink.user, name="Tech Solutions Ltd", phone="+254722123456")


def generate(shop, customer, **asked):
    return shop.api.post(f"/api/customers/{customer.number}/invoices/generate", {**EXAMPLE, **asked})


def test_the_documents_example_answers_to_the_letter(techlink, customer):
    answer = generate(techlink, customer)
    assert answer.status_code == 201, answer.content
    told = answer.json()
    assert told["draft_id"].startswith("DRAFT-") and told["status"] == "draft"
    data = told["invoice_data"]
    [item] = data["items"]
    assert (item["description"], item["unit"]) == ("Web hosting service", "month")
    assert (item["quantity"], item["rate"], item["amount"]) == (3, 15000, 45000)
    assert data["customer_name"] == "Tech Solutions Ltd" and data["due_date"]
    assert (data["subtotal"], data["tax"], data["total"]) == (45000, 7200, 52200)
    assert told["ai_confidence"] == 0.95 and any("service period" in row for row in told["suggestions"])
    with techlink.scope():
        call = DrafterCall.objects.get()
    assert call.prompt_sha256 == hashlib.sha256(PROMPT.encode()).hexdigest()
    assert (call.asked_by_id, call.drafter, call.state) == (techlink.user.pk, "local", "ready")


@pytest.mark.parametrize("template", ["standard", "TMPL-001", "professional", "simple", "detailed", ""])
def test_a_template_is_named_by_number_key_or_look(techlink, customer, template):
    assert generate(techlink, customer, template=template).status_code == 201


def test_an_unknown_template_is_refused_in_words(techlink, customer):
    answer = generate(techlink, customer, template="TMPL-999")
    assert answer.status_code == 400 and "TMPL-999" in answer.json()["error"]["message"]


def test_both_switches_work_when_they_are_off(techlink, customer):
    with techlink.scope():
        an_invoice(techlink.user, customer)
    told = generate(techlink, customer, auto_calculate_tax=False).json()["invoice_data"]
    assert (told["tax"], told["total"]) == (0, 45000)
    asked = {"prompt": "2 months of web hosting"}
    known = generate(techlink, customer, **asked).json()
    unknown = generate(techlink, customer, **asked, include_previous_context=False).json()
    assert known["invoice_data"]["items"][0]["rate"] == 15000
    assert unknown["invoice_data"]["items"][0]["rate"] is None and unknown["invoice_data"]["total"] is None


def test_without_a_worker_in_time_it_says_where_to_ask(techlink, customer, monkeypatch):
    monkeypatch.setattr(settings, "MAX_WAIT_SECONDS", 0.2)
    current_app.conf.task_always_eager = False
    try:
        answer = generate(techlink, customer)
    finally:
        current_app.conf.task_always_eager = True
    assert answer.status_code == 202
    told = answer.json()
    url = f"/api/customers/{customer.number}/invoices/drafts/{told['draft_id']}"
    assert techlink.api.get(url).json()["generation"] == told["generation"] == "generating"
    work()
    assert techlink.api.get(url).json()["generation"] == "ready"


def test_who_asks_too_often_is_told_when_to_come_back(techlink, customer, monkeypatch):
    monkeypatch.setattr(settings, "DRAFTS_PER_MINUTE", 1)
    assert generate(techlink, customer).status_code == 201
    refused = generate(techlink, customer)
    assert refused.status_code == 429 and 0 < int(refused["Retry-After"]) <= 60
