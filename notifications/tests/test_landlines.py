"""A landline gets no SMS: neither in place of a mail that was lost, nor by anybody's tap."""

import pytest

from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.models import Notification
from notifications.services.failed import failed_messages, with_ways
from notifications.services.failures import other_channel
from notifications.services.outbox import send_invoice
from notifications.testing import change

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(asha, no_worker):
    """A bill by e-mail to a customer whose number is a landline."""
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(phone="+912223456789", email="office@example.com"))
        return send_invoice(invoice, channels=["email"], by=asha.user)["email"][0]


def test_a_letter_that_is_lost_or_in_doubt_is_not_told_by_sms(asha, letter, settings):
    """What can be told elsewhere is given up here: one in doubt would go neither once more nor by SMS."""
    settings.PROVIDERS = {"email": "outbox", "sms": "outbox"}
    with asha.scope():
        assert other_channel(letter) is None


def test_the_list_of_failed_messages_offers_no_sms(asha, letter):
    change(asha, letter, state="bounced")
    with asha.scope():
        [found] = with_ways(failed_messages())
    assert "sms" not in found["others"]


def test_sent_again_by_sms_it_is_refused_in_words(asha, letter):
    change(asha, letter, state="bounced")
    answer = asha.api.post(f"/api/notifications/{letter.number}/resending", {"channel": "sms"})
    assert answer.status_code == 400 and "may be a landline" in answer.json()["error"]["message"]
    with asha.scope():
        assert not Notification.objects.filter(replaces=letter).exists()
