"""Network endpoint 3: an invoice to its own customer."""

import pytest

from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.models import OutboxMessage

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def invoice(asha):
    with asha.scope():
        return an_invoice(asha.user, a_party(phone="+919876500001", email="ramesh@example.com"))


def send(person, invoice, **body):
    path = f"/api/invoices/{invoice.number}/send-to-customer"
    answer = person.api.post(path, {"include_pdf_attachment": False, **body})
    return answer.status_code, answer.json()


def test_each_channel_answers_for_itself(asha, invoice):
    _, sent = send(asha, invoice, customer_id=str(invoice.party_id), channels=["sms", "email", "push"])
    assert (sent["channels_sent"], sent["push"]["status"]) == (["sms", "email"], "failed")
    assert sent["push"]["error"].startswith("Push messages are not set up")


def test_another_customers_id_is_a_404(asha, invoice):
    with asha.scope():
        other = a_party()
    assert send(asha, invoice, customer_id=other.number)[0] == 404


def test_without_the_payment_link_a_mail_has_none_and_the_sms_says_so(asha, invoice):
    _, sent = send(asha, invoice, channels=["sms", "email"], include_payment_link=False)
    assert "/p?t=" not in OutboxMessage.objects.get(channel="email").body
    assert "View and pay" not in OutboxMessage.objects.get(channel="email").body
    assert "always has its link" in sent["sms"]["note"]


def test_an_approved_text_of_whatsapp_keeps_its_link_and_says_so(asha, invoice, settings):
    settings.PROVIDERS = settings.PROVIDERS | {"whatsapp": "outbox"}
    _, sent = send(asha, invoice, channels=["whatsapp"], include_payment_link=False)
    assert "always has its link" in sent["whatsapp"]["note"]
    assert "/p?t=" in OutboxMessage.objects.get(channel="whatsapp").body


def test_a_landline_gets_no_sms_and_the_answer_says_why(asha):
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(phone="+912223456789", email="office@example.com"))
    _, sent = send(asha, invoice)
    assert (sent["channels_sent"], sent["sms"]["error"]) == (["email"], "no mobile number")


@pytest.mark.parametrize("tone", ["reminder", "urgent"])
def test_a_tone_without_a_text_of_its_own_has_the_standard_words(asha, invoice, tone):
    assert send(asha, invoice, message_template=tone)[0] == 200
    assert send(asha, invoice, message_template="rude")[0] == 400
