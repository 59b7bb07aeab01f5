"""Templates: one for every shop, versions, and documents that keep the one they were issued with."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from customers.testing import a_party
from invoicing.documents.render import render_html
from invoicing.models import Invoice, InvoiceTemplate, TemplateVersion
from invoicing.selectors import document, find_invoice
from invoicing.selectors.templates import find_template
from invoicing.services.templates import add_template, change_template, current_version, ensure_standard
from invoicing.testing import an_invoice
from smartkhata.core.errors import DomainError
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db
SCHEMA_2 = {
    "template_id": str,
    "name": str,
    "description": str,
    "header": dict,
    "body": dict,
    "footer": dict,
    "ai_prompt": str,
    "created_at": str,
    "is_default": bool,
    "status": str,
}


@pytest.fixture
def shop(asha):
    with asha.scope():
        yield asha


def test_every_shop_has_the_standard_template_with_the_documents_keys(charlie):
    answer = charlie.api.get("/api/templates").json()
    [template] = answer["templates"]
    assert {key: type(template[key]) for key in SCHEMA_2} == SCHEMA_2
    assert (template["template_id"], template["name"]) == ("TMPL-001", "Standard Service Invoice")
    assert template["header"] == {"include_logo": True, "include_company_details": True, "title": "INVOICE"}
    assert template["body"]["columns"] == ["Item", "Description", "Quantity", "Rate", "Amount"]
    assert template["body"]["tax_rate"] == 16 and template["body"]["show_discount"] is False
    assert template["footer"]["payment_terms"] == "Payment due within 30 days"
    assert (template["is_default"], template["status"], answer["total"]) == (True, "active", 1)


@pytest.mark.django_db(transaction=True)
def test_the_shops_opening_makes_it(asha):
    work()
    with asha.scope():
        assert InvoiceTemplate.objects.get().number == "TMPL-001"


def test_making_the_standard_twice_makes_one(shop):
    assert ensure_standard() == ensure_standard()
    assert (InvoiceTemplate.objects.count(), TemplateVersion.objects.count()) == (1, 1)


@pytest.mark.parametrize("ref", ["standard", "TMPL-001", "tmpl-001"])
def test_a_template_is_found_by_key_and_number(shop, ref):
    assert find_template(ensure_standard().pk) == find_template(ref)


def test_a_template_is_made_and_changed_through_the_api(asha):
    body = {"name": "Retail", "look": "simple", "footer": {"terms": "No returns."}, "is_default": True}
    made = asha.api.post("/api/templates", body)
    assert made.status_code == 201, made.content
    assert (made.json()["template_id"], made.json()["key"], made.json()["version"]) == (
        "TMPL-002",
        "retail",
        1,
    )
    changed = asha.api.put("/api/templates/retail", {"footer": {"bank_details": False}}).json()
    assert (changed["version"], changed["footer"]["terms"]) == (2, "No returns.")
    assert changed["footer"]["bank_details"] is False
    assert asha.api.get("/api/templates/standard").json()["is_default"] is False


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "x", "look": "fancy"}, "look"),
        ({"name": "x", "colour": "red"}, "colour"),
        ({"name": "x", "body": {"columns": ["Colour"]}}, "body"),
        ({"look": "simple"}, "name"),
    ],
)
def test_a_bad_part_is_named(asha, body, field):
    answer = asha.api.post("/api/templates", body)
    assert answer.status_code == 400
    assert any(name.startswith(field) for name in answer.json()["error"]["fields"])


def test_two_templates_of_one_name_are_refused(asha):
    assert asha.api.post("/api/templates", {"name": "Retail"}).status_code == 201
    assert asha.api.post("/api/templates", {"name": "Retail"}).status_code == 409


def test_the_default_can_not_be_put_away(shop):
    with pytest.raises(DomainError) as refused:
        change_template(ensure_standard(), by=shop.user, status="inactive")
    assert refused.value.code == "default_template"


def test_an_issued_document_keeps_the_version_it_was_issued_with(shop):
    invoice = an_invoice(shop.user)
    before = render_html(document(find_invoice(invoice.pk), shop.business))
    change_template(
        current_version().template,
        by=shop.user,
        content={"look": "detailed", "footer": {"terms": "New terms"}},
    )
    assert render_html(document(find_invoice(invoice.pk), shop.business)) == before
    after = render_html(document(find_invoice(an_invoice(shop.user).pk), shop.business))
    assert "New terms" in after and "detailed" in after


def test_neither_a_version_nor_the_presentation_of_an_issued_document_changes(shop):
    an_invoice(shop.user)
    with pytest.raises(DatabaseError), transaction.atomic():
        TemplateVersion.objects.update(content={})
    with pytest.raises(DatabaseError), transaction.atomic():
        Invoice.objects.update(presentation={"look": "simple"})


def test_the_customers_own_look_and_language_win(shop):
    party = a_party(shop.user)
    assert an_invoice(shop.user, party).presentation == {"look": "", "language": "en", "second": ""}
    party.language, party.ai_preferences = "hi", {"invoice_template": "simple"}
    party.save()
    invoice = find_invoice(an_invoice(shop.user, party).pk)
    assert invoice.presentation == {"look": "simple", "language": "hi", "second": ""}
    page = render_html(document(invoice, shop.business))
    assert 'class="doc a4 simple"' in page and "शेष देय" in page


def test_a_clerk_may_look_and_not_change(brian):
    assert brian.api.get("/api/templates").status_code == 200
    assert brian.api.post("/api/templates", {"name": "Mine"}).status_code == 403


def test_the_page_shows_the_paper_while_it_is_edited(asha):
    url = asha.url("templates/new/")
    page = asha.client.get(url).content.decode()
    assert 'class="doc a4 professional"' in page and "/documents/professional/" in page
    form = {"name": "Plain", "look": "simple", "columns": ["Description"], "terms": "Cash only"}
    shown = asha.client.post(asha.url("templates/preview/"), form, headers={"hx-request": "true"})
    assert 'class="doc a4 simple"' in shown.content.decode() and "Cash only" in shown.content.decode()
    whole = asha.client.post(asha.url("templates/preview/"), form).content.decode()
    assert whole.startswith("<!doctype html>") and 'rel="stylesheet"' in whole


def test_the_page_saves_a_template(asha):
    form = {
        "name": "Plain",
        "look": "simple",
        "colour": "#1d3f8f",
        "columns": ["Description"],
        "title": "Bill",
    }
    assert asha.client.post(asha.url("templates/new/"), form).status_code == 302
    with asha.scope():
        made = find_template("plain")
        assert (made.content["look"], made.content["colour"]) == ("simple", "#1d3f8f")
        assert an_invoice(asha.user).title == "Invoice"
        add_template(name="Cash", by=asha.user, content={"header": {"title": "Cash Memo"}}, is_default=True)
        invoice = an_invoice(asha.user)
        assert (invoice.title, invoice.due_on - invoice.issued_on) == ("Cash Memo", timedelta(days=30))


def test_a_wrong_template_comes_back_with_its_words(asha):
    answer = asha.client.post(
        asha.url("templates/new/"), {"name": "", "look": "simple", "terms": "Kept words"}
    )
    assert answer.status_code == 400 and "Kept words" in answer.content.decode()


def test_the_stylesheet_is_public_and_names_no_shop(client):
    answer = client.get("/documents/simple/1d3f8f/a4.css")
    assert answer["Content-Type"] == "text/css" and ".simple" in answer.content.decode()
    for path in ("/documents/fancy/1d3f8f/a4.css", "/documents/simple/red/a4.css"):
        assert client.get(path).status_code == 404
