"""Of one fact a customer hears once: what came back on one channel isn't told where it was told already."""

import pytest

from customers.testing import a_party
from invoicing.services.payments import record_payment
from invoicing.testing import an_invoice
from notifications.models import Notification
from notifications.services.failures import fail
from notifications.services.outbox import send_invoice
from smartkhata.core.clock import today
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def invoice(asha, no_worker):
    with asha.scope():
        return an_invoice(asha.user, a_party(phone="+919876500052", email="sunita@example.com"))


def channels(asha, kind):
    with asha.scope():
        return sorted(Notification.objects.filter(kind=kind).values_list("channel", flat=True))


def test_a_receipt_that_came_back_does_not_become_two_receipts(asha, invoice):
    with asha.scope():
        day = today(asha.business)
        record_payment(invoice.party, amount=500, method="cash", received_on=day, by=asha.user)
    work(rounds=1)
    with asha.scope():
        fail(Notification.objects.get(kind="receipt_sent", channel="email"), state="bounced")
    work(rounds=1)
    assert channels(asha, "receipt_sent") == ["email", "sms"]


@pytest.mark.parametrize(("sms", "told"), [("delivered", 2), ("accepted", 2), ("failed", 3)])
def test_a_third_channel_is_for_whom_no_other_reached(asha, invoice, settings, sms, told):
    settings.PROVIDERS = settings.PROVIDERS | {"whatsapp": "outbox"}
    with asha.scope():
        rows = send_invoice(invoice, channels=["sms", "email"], by=asha.user)
        Notification.objects.filter(pk=rows["sms"][0].pk).update(state=sms)
        fail(rows["email"][0], state="bounced")
    work(rounds=1)
    assert len(channels(asha, "invoice_created")) == told
