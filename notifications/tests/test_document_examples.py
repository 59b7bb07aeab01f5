"""The documents' own examples: each key of theirs is in our answer, with a value of the same kind."""

import json
from pathlib import Path

import pytest

from customers.testing import a_party
from invoicing.services.payments import record_payment
from invoicing.testing import a_draft
from smartkhata.core.clock import today
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db
EXAMPLES = json.loads((Path(__file__).parent / "data/documents.json").read_text())


@pytest.fixture
def answers(asha):
    """Our answers to the documents' requests, by the documents' names."""
    with asha.scope():
        party = a_party(asha.user, phone="+919876543210", email="ramesh@email.com")
        draft = a_draft(asha.user, party)
    path = f"/api/customers/{party.number}/invoices/drafts/{draft.number}/send"
    body = {"send_via": "both", "include_pdf": True, "custom_message": "Thank you...", "schedule_send": None}
    sent = asha.api.post(path, body | {"include_pdf": False}).json()
    again = {
        "send_via": "email",
        "recipients": {"email": ["custom@email.com"], "phone": ["+919876543210"]},
        "include_pdf": False,
        "custom_message": "Reminder: Payment due soon",
    }
    existing = asha.api.post(f"/api/invoices/{sent['invoice_id']}/send", again).json()
    asked = {
        "customer_id": str(party.pk),
        "channels": ["sms", "email"],
        "message_template": "default",
        "custom_message": None,
        "include_payment_link": True,
        "include_pdf_attachment": False,
    }
    to_customer = asha.api.post(f"/api/invoices/{sent['invoice_id']}/send-to-customer", asked).json()
    with asha.scope():
        day = today(asha.business)
        record_payment(party, amount=100, method="cash", received_on=day, by=asha.user)
    work()
    return {
        "customer-management 9: convert draft and send": sent,
        "customer-management 12: send existing invoice": existing,
        "customer-network 3: send to customer": to_customer,
        **_told(asha, party, sent["invoice_id"], day),
    }


def _told(asha, party, number, day):
    path = f"/api/customers/{party.number}/notifications"
    history = asha.api.get(path, type="invoice_sent", limit=20).json()
    row = next(row for row in history["notifications"] if row["channel"] == "email")
    days = {"date_from": str(day), "date_to": str(day)}
    return {
        "customer-management 13: notification history": history,
        "customer-management 14: delivery status": asha.api.get(
            f"/api/invoices/{number}/delivery-status"
        ).json(),
        "customer-management schema 4: notification": row,
        "customer-network table 22: customer_notifications": row,
        "customer-network 8: delivery report": asha.api.get(
            "/api/notifications/delivery-report", **days
        ).json(),
    }


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_key_of_the_example_is_answered(answers, name):
    assert missing(EXAMPLES[name], answers[name]) == []


def missing(example, answer, where=""):
    """The paths of the example that the answer lacks, or has as another kind of value."""
    if isinstance(example, dict):
        if not isinstance(answer, dict):
            return [where]
        lacks = [f"{where}.{key}" for key in example if key not in answer]
        return lacks + [
            path
            for key in example
            if key in answer
            for path in missing(example[key], answer[key], f"{where}.{key}")
        ]
    if example is None or answer is None:
        return []
    number = (int, float)
    same = isinstance(answer, type(example)) or isinstance(example, number) and isinstance(answer, number)
    return [] if same else [where]


def test_a_lacking_key_would_be_named():
    assert missing({"a": {"b": 1, "c": "x"}}, {"a": {"b": "1"}}) == [".a.c", ".a.b"]


def test_endpoint_12_goes_to_the_address_that_was_given(answers):
    answer = answers["customer-management 12: send existing invoice"]
    assert answer["sent_via"]["email"]["sent_to"] == "custom@email.com"
    assert list(answer["sent_via"]) == ["email"]
