"""The management document's examples of drafts (endpoints 7, 8, 10; schemas 2 and 3), in its shop in
Nairobi: every key, every kind of value, and 45,000 + 16 % = 52,200."""

import pytest

from customers.testing import a_party
from invoicing.selectors import find_draft
from invoicing.services.invoices import accept_draft
from invoicing.tests.test_customer_examples import same_kind
from smartkhata.accounts.services.shops import change_shop
from smartkhata.accounts.testing import open_shop
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db
ITEM = {
    "description": "Web Hosting Service",
    "quantity": 3,
    "unit": "months",
    "rate": 15000.0,
    "amount": 45000.0,
}
DRAFT = {
    "draft_id": "DRAFT-001",
    "customer_id": "CUST-0001",
    "status": "draft",
    "generated_by": "manual",
    "created_at": "2025-10-11",
    "version": 1,
    "notes": "Updated payment terms",
}
DATA = {
    "customer_name": "Tech Solutions Ltd",
    "items": [ITEM],
    "subtotal": 45000.0,
    "tax": 7200.0,
    "total": 52200.0,
    "due_date": "2025-11-10",
}
EMPTY = (
    "ai_model",
    "generation_prompt",
    "reviewed_at",
    "sent_at",
    "converted_to_invoice_id",
    "previous_version_id",
)
TEMPLATE = {
    "template_id": "TMPL-001",
    "name": "Standard Service Invoice",
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
    "created_at": "2025-01-01",
    "is_default": True,
    "status": "active",
}


@pytest.fixture
def shop():
    person = open_shop("Baraka Stores", "KE")
    with person.scope():
        change_shop(person.business, registration="vat", tax_id="P051234567X", by=person.user)
        a_party(person.user, name="Tech Solutions Ltd", phone="254722123456", email="info@techsolutions.com")
    work()
    return person


@pytest.fixture
def drafts(shop):
    path = "/api/customers/CUST-0001/invoices/drafts"
    sent = {key: ITEM[key] for key in ("description", "quantity", "unit", "rate")}
    assert shop.api.post(path, {"items": [sent]}).status_code == 201
    return path


def test_endpoint_7_a_draft_is_changed(shop, drafts):
    answer = shop.api.put(f"{drafts}/DRAFT-001", {"items": [ITEM], "notes": "Updated payment terms"})
    assert answer.status_code == 200
    told = answer.json()
    same_kind(DRAFT | {"invoice_data": DATA, "version": 2}, told, "draft")
    assert told["version"] == 2 and set(EMPTY) <= set(told)
    assert told["invoice_data"].items() >= {"subtotal": 45000, "tax": 7200, "total": 52200}.items()
    assert told["invoice_data"]["items"][0].items() >= ITEM.items()


def test_endpoint_8_a_draft_is_looked_at(shop, drafts):
    page = shop.api.get(f"{drafts}/DRAFT-001/preview")
    assert page.status_code == 200 and page.headers["Content-Type"].startswith("text/html")
    text = page.content.decode()
    assert all(
        said in text for said in ("Tech Solutions Ltd", "Web Hosting Service", "45,000", "7,200", "52,200")
    )


def test_schema_3_an_issued_draft_names_its_invoice(shop, drafts):
    with shop.scope():
        invoice = accept_draft(find_draft("DRAFT-001"), by=shop.user)
    told = shop.api.get(f"{drafts}/DRAFT-001").json()
    assert (told["status"], told["converted_to_invoice_id"]) == ("converted_to_invoice", invoice.number)
    assert told["sent_at"] and (invoice.subtotal, invoice.tax, invoice.total) == (45000, 7200, 52200)


def test_an_invoice_in_one_step_has_the_same_amounts(shop, drafts):
    body = {"customer_id": "CUST-0001", "items": [ITEM], "notes": "Thank you"}
    answer = shop.api.post("/api/invoices", body)
    assert answer.status_code == 201, answer.content
    assert answer.json().items() >= {"subtotal": 45000, "tax": 7200, "total": 52200}.items()


def test_endpoint_10_drafts_are_listed(shop, drafts):
    told = shop.api.get(drafts).json()
    same_kind(
        {"drafts": [DRAFT | {"invoice_data": DATA}], "total": 1, "limit": 50, "skip": 0}, told, "drafts"
    )
    assert [row["draft_id"] for row in told["drafts"]] == ["DRAFT-001"]


def test_a_discarded_draft_is_gone_from_the_list(shop, drafts):
    assert shop.api.delete(f"{drafts}/DRAFT-001").status_code == 204
    assert shop.api.get(drafts).json()["total"] == 0


def test_a_draft_takes_the_template_that_is_named(shop, drafts):
    made = shop.api.post("/api/templates", {"name": "Plain", "key": "plain"})
    assert made.status_code == 201, made.content
    told = shop.api.put(f"{drafts}/DRAFT-001", {"template": "plain"}).json()
    assert told["template"] == "plain" and told["version"] == 2
    assert shop.api.put(f"{drafts}/DRAFT-001", {"template": "nonsense"}).status_code == 404


def test_schema_2_every_shop_begins_with_the_standard_template(shop):
    told = shop.api.get("/api/templates").json()["templates"][0]
    same_kind(TEMPLATE, told, "schema 2")
    assert (told["template_id"], told["body"]["tax_rate"], told["is_default"]) == ("TMPL-001", 16, True)
