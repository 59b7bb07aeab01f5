"""The same Idempotency-Key after the server died between the sending and its answer: nothing goes twice."""

import pytest
from django.utils import timezone

from customers.testing import a_party
from invoicing.testing import a_draft, an_invoice
from notifications.models import Notification
from notifications.services.outbox import TWICE

pytestmark = pytest.mark.django_db(transaction=True)


def drafted(person):
    draft = a_draft(person.user, a_party(phone="+919876500001", email="ramesh@example.com"))
    return f"/api/customers/{draft.party.number}/invoices/drafts/{draft.number}/send"


def issued(person):
    invoice = an_invoice(person.user, a_party(phone="+919876500001", email="ramesh@example.com"))
    return f"/api/invoices/{invoice.number}/send"


class Killed(BaseException):
    """The worker is gone."""


def die(*args, **kwargs):
    raise Killed


@pytest.mark.parametrize("made", [drafted, issued])
def test_a_retry_with_the_key_gets_the_answer_of_what_was_sent(asha, no_worker, made, monkeypatch):
    with asha.scope():
        path = made(asha)
    with monkeypatch.context() as patch:
        patch.setattr("notifications.api.sending.wait_for", die)
        with pytest.raises(Killed):
            asha.api.post(path, {"include_pdf": False}, idempotency_key="k1")
    with asha.scope():
        sent = {row.channel: row.number for row in Notification.objects.all()}
        # Long ago: it is no double click any more.
        Notification.objects.update(created_at=timezone.now() - 2 * TWICE)
    answer = asha.api.post(path, {"include_pdf": False}, idempotency_key="k1")
    tracking = {f"{channel}_tracking_id": number for channel, number in sent.items()}
    assert (answer.status_code, answer.json()["status"]) == (200, "pending")
    assert set(sent) == {"sms", "email"} and answer.json()["tracking"] == tracking
    with asha.scope():
        assert Notification.objects.count() == 2
