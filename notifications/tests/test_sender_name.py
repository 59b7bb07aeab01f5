"""Mail by the platform's account says that it does; by the shop's own account it is the shop's."""

import pytest

from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.services.channels import Hand
from notifications.services.outbox import send_invoice
from notifications.testing import FakeProvider, deliver

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("is_own", "name"), [(False, "{} via SmartKhata"), (True, "{}")])
def test_whose_name_a_mail_bears(asha, no_worker, monkeypatch, is_own, name):
    fake = FakeProvider()
    hand = Hand(fake, "fake:test", is_own=is_own)
    monkeypatch.setattr("notifications.services.preparing.hand_for", lambda *channel, name="": hand)
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(email="ramesh@example.com"))
        send_invoice(invoice, channels=["email"], include_pdf=False, by=asha.user)
    deliver()
    [mail] = fake.got
    assert mail.from_name == name.format(asha.business.name)
