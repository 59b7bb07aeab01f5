"""The management document's own examples for customers: each is sent, each answer has its keys and kinds of values.

Here and not in customers/, because a customer with a history has invoices and payments.
"""

import json
from pathlib import Path

import pytest
from django.utils import timezone

from customers.selectors import find_party
from invoicing.services.payments import record_payment
from invoicing.testing import an_invoice
from smartkhata.accounts.testing import open_shop

DATA = json.loads((Path(__file__).parents[2] / "customers/tests/data/document_examples.json").read_text())
WRITABLE = set(DATA["schema_1"]) - {
    "customer_id",
    "total_invoices",
    "total_billed",
    "total_paid",
    "outstanding_balance",
    "payment_status",
    "created_at",
    "updated_at",
    "created_by",
    "last_invoice_date",
}
KINDS = {bool: (bool,), int: (int,), float: (float, int), str: (str,), list: (list,), dict: (dict,)}


@pytest.fixture
def shop(db):
    """The document's shop in Nairobi, with its customer, an invoice and a payment."""
    person = open_shop("Baraka Stores", "KE")
    body = {key: value for key, value in DATA["schema_1"].items() if key in WRITABLE}
    assert person.api.post("/api/customers", body).status_code == 201
    with person.scope():
        party = find_party("CUST-0001")
        invoice = an_invoice(person.user, party)
        day = timezone.localdate()
        record_payment(party, amount=1000, method="cash", received_on=day, invoice=invoice, by=person.user)
    return person


@pytest.mark.django_db
@pytest.mark.parametrize("example", DATA["examples"], ids=lambda example: f"endpoint {example['endpoint']}")
def test_each_example_is_answered_as_the_document_says(shop, example):
    body = [example["request"]] if "request" in example else []
    answer = getattr(shop.api, example["method"].lower())(example["path"], *body)
    assert answer.status_code == example["status"], answer.content
    same_kind(example["response"], answer.json(), example["path"])


@pytest.mark.django_db
def test_every_field_of_the_schema_is_kept_and_told(shop):
    told = shop.api.get("/api/customers/CUST-0001").json()
    same_kind(DATA["schema_1"], told, "schema 1")
    kept = {key: told[key] for key in WRITABLE - {"phone", "secondary_phone", "address"}}
    assert kept == {key: DATA["schema_1"][key] for key in kept}
    assert told["phone"] == "+254722123456", "E.164"
    assert told["address"].items() >= DATA["schema_1"]["address"].items()


def same_kind(example, value, where):
    """Each key of the example is there, with a value of the same kind; rows are like the example's first."""
    assert isinstance(value, KINDS[type(example)]), f"{where}: {value!r}"
    if isinstance(example, dict):
        for key, inner in example.items():
            assert key in value, f"{where}: {key} is missing"
            same_kind(inner, value[key], f"{where}.{key}")
    if isinstance(example, list) and example:
        assert value, f"{where} is empty"
        for row in value:
            same_kind(example[0], row, where)


def test_the_comparison_sees_a_missing_key_and_a_text_for_a_number():
    with pytest.raises(AssertionError, match="missing"):
        same_kind({"a": 1}, {}, "x")
    with pytest.raises(AssertionError):
        same_kind({"a": 1.0}, {"a": "1.00"}, "x")
