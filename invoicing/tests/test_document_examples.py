"""The management document's invoice, 45,000 + 16 % = 52,200, on every way through the API; its template as written."""

import pytest

from customers.testing import a_party
from smartkhata.accounts.services.shops import change_shop
from smartkhata.accounts.testing import open_shop

LINE = {"description": "Web Hosting Service", "quantity": 3, "unit": "months", "rate": 15000}
MONEY = {"subtotal": 45000, "tax": 7200, "total": 52200}
# Schema 2, without what the shop's server adds.
TEMPLATE = {
    "name": "Monthly Service Invoice",
    "description": "Default template for service-based invoices",
    "header": {"include_logo": True, "include_company_details": True, "title": "INVOICE"},
    "body": {
        "columns": ["Item", "Description", "Quantity", "Rate", "Amount"],
        "show_subtotal": True,
        "show_tax": True,
        "tax_rate": 16,
        "show_discount": False,
    },
    "footer": {
        "payment_terms": "Payment due within 30 days",
        "bank_details": True,
        "mpesa_details": True,
        "notes_section": True,
    },
    "ai_prompt": "Generate a professional service invoice...",
    "is_default": True,
    "status": "active",
}


@pytest.fixture
def shop(db):
    """The document's shop in Nairobi, registered for VAT, and its customer's number."""
    person = open_shop("Baraka Stores", "KE")
    with person.scope():
        change_shop(person.business, by=person.user, registration="vat", tax_id="P051365947M")
        return person, a_party(person.user, "Tech Solutions Ltd").number


def money_of(answer):
    return {key: answer[key] for key in MONEY}


def test_an_invoice_by_hand(shop):
    person, customer = shop
    made = person.api.post("/api/invoices", {"customer_id": customer, "items": [LINE]})
    assert made.status_code == 201, made.content
    answer = made.json()
    assert money_of(answer) == MONEY
    assert [(row["name"], row["percent"], row["amount"]) for row in answer["tax_lines"]] == [
        ("VAT", 16, 7200)
    ]
    assert money_of(person.api.get(f"/api/invoices/{answer['invoice_id']}").json()) == MONEY


def test_a_draft_by_hand_changed_and_issued(shop):
    person, customer = shop
    drafts = f"/api/customers/{customer}/invoices/drafts"
    made = person.api.post(drafts, {"items": [LINE | {"quantity": 1}]}).json()
    assert made["invoice_data"]["total"] == 17400
    changed = person.api.put(f"{drafts}/{made['draft_id']}", {"items": [LINE]}).json()
    assert money_of(changed["invoice_data"]) == MONEY
    assert changed["version"] == 2


def test_a_quote_that_becomes_a_draft(shop):
    person, customer = shop
    quote = person.api.post("/api/quotes", {"customer_id": customer, "items": [LINE]}).json()
    assert money_of(quote) == MONEY
    taken = person.api.post(f"/api/quotes/{quote['quote_id']}/acceptance", {}).json()
    draft = person.api.get(f"/api/customers/{customer}/invoices/drafts/{taken['draft_id']}").json()
    assert money_of(draft["invoice_data"]) == MONEY


def test_the_documents_template_comes_back_as_it_was_sent(shop):
    person, customer = shop
    made = person.api.post("/api/templates", TEMPLATE)
    assert made.status_code == 201, made.content
    answer = made.json()
    for part in ("header", "body", "footer"):
        assert TEMPLATE[part].items() <= answer[part].items(), part
    for field in ("name", "description", "ai_prompt", "is_default", "status"):
        assert answer[field] == TEMPLATE[field], field
    listed = person.api.get("/api/templates").json()["templates"]
    assert [row["template_id"] for row in listed] == ["TMPL-001", "TMPL-002"]
