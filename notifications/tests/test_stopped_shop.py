"""Staff stop a shop's sending: what waits doesn't go either, until they take it back."""

import pytest

from customers.testing import a_party
from invoicing.services.payments import record_payment
from invoicing.testing import an_invoice
from notifications.models import Notification, OutboxMessage
from notifications.services import limits
from notifications.services.fallbacks import fall_back
from notifications.services.outbox import send_invoice
from notifications.testing import deliver, fresh
from smartkhata.core.clock import today
from smartkhata.core.models import Event

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bill(asha, no_worker):
    """Queued by SMS to a customer who has e-mail too."""
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(phone="+919876500001", email="ramesh@example.com"))
        [row] = send_invoice(invoice, channels=["sms"], by=asha.user)["sms"]
    return row


def test_what_waits_fails_and_goes_no_other_way(asha, bill):
    limits.set_tier(asha.business, tier="stopped", by=asha.user)
    deliver()
    row = fresh(asha, bill)
    assert (row.state, row.error_message) == ("failed", limits.STOPPED)
    with asha.scope():
        fall_back(Event.objects.filter(name="message.failed").latest("at"))
        assert Notification.objects.count() == 1
    assert not OutboxMessage.objects.exists()


def test_receipts_go_all_the_same(asha, bill):
    limits.set_tier(asha.business, tier="stopped", by=asha.user)
    with asha.scope():
        day = today(asha.business)
        record_payment(bill.party, amount=100, method="cash", received_on=day, by=asha.user)
    deliver()
    assert set(OutboxMessage.objects.values_list("kind", flat=True)) <= {"receipt_sent"}


def test_taken_back_it_goes_and_what_failed_goes_again(asha, bill):
    limits.set_tier(asha.business, tier="stopped", by=asha.user)
    deliver()
    limits.set_tier(asha.business, tier="known", by=asha.user)
    assert asha.api.post(f"/api/notifications/{bill.number}/resending", {}).status_code == 201
    deliver()
    assert OutboxMessage.objects.get().kind == "invoice_created"
