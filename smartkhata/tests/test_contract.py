"""What every route of the API promises: slashes, versions, errors, paging, idempotency, tokens."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from customers.testing import a_party
from invoicing.testing import a_draft, an_invoice
from smartkhata.accounts.services.signing_up import add_business
from smartkhata.accounts.testing import open_shop


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/api/customers", "/api/customers/", "/api/v1/customers", "/api/v1/customers/"]
)
def test_with_and_without_slash_and_version(asha, path):
    assert asha.api.get(path).json() == {"customers": [], "total": 0, "limit": 50, "skip": 0}
    assert asha.api.post(path, {"name": "Ramesh"}).status_code == 201, (
        "never a redirect: it would lose the body"
    )


@pytest.mark.django_db
def test_amounts_are_numbers_with_two_places(asha):
    with asha.scope():
        invoice = an_invoice(asha.user)
    body = asha.api.get(f"/api/invoices/{invoice.number}").content.decode()
    assert '"total":45000.00' in body and '"balance_due":45000.00' in body


@pytest.mark.django_db
def test_errors_have_one_shape(asha):
    bad = asha.api.post("/api/customers", {"name": "", "phone": "12"})
    assert bad.status_code == 400
    assert set(bad.json()["error"]) == {"code", "message", "fields"}
    assert "name" in bad.json()["error"]["fields"]
    assert Client().get("/api/customers").json()["error"]["code"] == "not_authenticated"
    assert asha.api.get("/api/invoices/INV-9").json()["error"]["code"] == "not_found"


@pytest.mark.django_db
@pytest.mark.parametrize(("asked", "given"), [("", 50), ("7", 7), ("999", 200)])
def test_limits(asha, asked, given):
    assert asha.api.get("/api/customers", limit=asked).json()["limit"] == given


@pytest.mark.django_db
def test_an_unreadable_limit_is_refused(asha):
    assert asha.api.get("/api/customers", limit="-1").status_code == 400


@pytest.mark.django_db
def test_two_shops_need_a_header(asha):
    asha.api.headers.pop("x-business-id")
    assert asha.api.get("/api/customers").status_code == 200, "one membership needs none"
    add_business(name="Second shop", country="KE", owner=asha.user)
    answer = asha.api.get("/api/customers")
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "business_required")


@pytest.mark.django_db(transaction=True)
def test_the_same_key_is_the_same_answer(asha):
    first = asha.api.post("/api/customers", {"name": "Ramesh"}, idempotency_key="k1")
    again = asha.api.post("/api/customers", {"name": "Ramesh"}, idempotency_key="k1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert asha.api.get("/api/customers").json()["total"] == 1
    other = asha.api.post("/api/customers", {"name": "Suresh"}, idempotency_key="k1")
    assert (other.status_code, other.json()["error"]["code"]) == (422, "key_reused")


@pytest.mark.django_db(transaction=True)
def test_a_refused_request_frees_its_key(asha):
    assert asha.api.post("/api/customers", {"name": ""}, idempotency_key="k2").status_code == 400
    assert asha.api.post("/api/customers", {"name": ""}, idempotency_key="k2").status_code == 400


@pytest.mark.django_db(transaction=True)
def test_refresh_tokens_turn_and_a_stolen_one_ends_the_session(asha):
    signed_in = sign_in(asha)
    turned = refresh(signed_in["refresh"])
    assert turned.status_code == 200 and turned.json()["refresh"] != signed_in["refresh"]
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        assert refresh(signed_in["refresh"]).status_code == 401, "used a minute ago: stolen"
        assert refresh(turned.json()["refresh"]).status_code == 401, "the whole session is ended"


@pytest.mark.django_db(transaction=True)
def test_wrong_passwords_are_counted(asha):
    body = {"email": asha.user.email, "password": "wrong"}
    codes = [post("/api/auth/token", body).status_code for _ in range(11)]
    assert codes == [401] * 10 + [429]


@pytest.mark.django_db
def test_a_draft_belongs_to_its_customer(asha):
    with asha.scope():
        draft, other = a_draft(asha.user), a_party(name="Other")
    assert asha.api.get(f"/api/customers/{other.number}/invoices/drafts/{draft.number}").status_code == 404


@pytest.mark.django_db
def test_a_stale_draft_answers_with_the_current_one(asha):
    with asha.scope():
        draft = a_draft(asha.user)
    path = f"/api/customers/{draft.party.number}/invoices/drafts/{draft.number}"
    items = [{"description": "Hosting", "quantity": 2, "unit": "month", "rate": 100}]
    saved = asha.api.put(path, {"items": items, "version": 1})
    assert (saved.status_code, saved.json()["version"]) == (200, 2)
    assert saved.json()["invoice_data"]["total"] == 200
    stale = asha.api.put(path, {"notes": "x", "version": 1})
    assert (stale.status_code, stale.json()["error"]["code"]) == (409, "stale_version")
    assert stale.json()["draft"]["version"] == 2


@pytest.mark.django_db
def test_the_documents_example_comes_out():
    shop = open_shop("Nairobi Hosting", "KE")
    shop.business.registration = "vat"
    shop.business.save()
    customer = shop.api.post("/api/customers", {"name": "Tech Solutions Ltd", "phone": "254722123456"}).json()
    assert customer["phone"] == "+254722123456"
    path = f"/api/customers/{customer['customer_id']}/invoices/drafts"
    items = [{"description": "Web Hosting Service", "quantity": 3, "unit": "months", "rate": 15000}]
    data = shop.api.post(path, {"items": items}).json()["invoice_data"]
    assert (data["subtotal"], data["tax"], data["total"]) == (45000, 7200, 52200)


@pytest.mark.django_db
def test_a_customer_with_open_money_stays(asha):
    with asha.scope():
        invoice = an_invoice(asha.user)
    answer = asha.api.delete(f"/api/customers/{invoice.party.number}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "open_balance")


def test_the_schema_is_made_without_a_warning(tmp_path):
    call_command("spectacular", "--fail-on-warn", "--validate", "--file", str(tmp_path / "schema.yaml"))


@pytest.mark.django_db
def test_the_schema_describes_v1_only(client):
    paths = client.get("/api/schema").json()["paths"]
    assert paths and all(path.startswith("/api/v1/") for path in paths)


def post(path, body):
    return Client().post(path, body, content_type="application/json")


def sign_in(person):
    return post("/api/auth/token", {"email": person.user.email, "password": "a long enough sentence"}).json()


def refresh(token):
    return post("/api/auth/refresh", {"refresh": token})
