"""The send page: to whom, by what, which words; one press, and nothing typed is lost."""

import re

import pytest

from customers.testing import a_party
from invoicing.services.voiding import void_invoice
from invoicing.testing import an_invoice
from notifications.models import Notification, OutboxMessage
from smartkhata.core.models import Event

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def invoice(asha):
    with asha.scope():
        return an_invoice(asha.user, a_party(phone="+919876500001", email="ramesh@example.com"))


def page(person, invoice):
    return person.client.get(person.url(f"invoices/{invoice.pk}/sending/"))


def press(person, invoice, **fields):
    return person.client.post(person.url(f"invoices/{invoice.pk}/sending/"), fields)


def test_it_shows_recipients_words_and_what_the_sms_costs(asha, invoice):
    text = page(asha, invoice).content.decode()
    for shown in (
        "+919876500001",
        "ramesh@example.com",
        "1 SMS,",
        f"Invoice {invoice.number} from Asha Traders",
    ):
        assert shown in text
    preview = re.search(r'<p class="sms">(.*?)</p>', text)[1]
    asked = press(asha, invoice, sms="on")
    assert asked.status_code == 302
    assert OutboxMessage.objects.get().body == preview, "the preview is the message, to the letter"


def test_one_press_sends_and_returns_to_the_invoice(asha, invoice):
    answer = press(asha, invoice, sms="on", email="on", message="Thank you, Ramesh.")
    assert answer["Location"] == asha.url(f"invoices/{invoice.pk}/")
    assert set(OutboxMessage.objects.values_list("channel", flat=True)) == {"sms", "email"}
    assert "Thank you, Ramesh." in OutboxMessage.objects.get(channel="email").body


def test_a_reloaded_page_does_not_send_twice(asha, invoice):
    once = re.search(r'name="press" value="(\w+)"', page(asha, invoice).content.decode())[1]
    for _ in range(2):
        press(asha, invoice, sms="on", press=once)
    assert OutboxMessage.objects.count() == 1


def test_without_a_channel_it_asks_for_one_and_keeps_what_was_typed(asha, invoice):
    answer = press(asha, invoice, message="My own words")
    assert answer.status_code == 400
    text = answer.content.decode()
    assert "Choose SMS, e-mail or both." in text and "My own words" in text
    assert OutboxMessage.objects.count() == 0


def test_a_rule_that_says_no_stands_on_the_page(asha, invoice):
    with asha.scope():
        void_invoice(invoice, reason="Mistake", by=asha.user)
    answer = press(asha, invoice, sms="on", message="My own words")
    assert answer.status_code == 400
    assert "not open any more" in answer.content.decode() and "My own words" in answer.content.decode()


def test_a_missing_address_cannot_be_chosen_and_can_be_added(asha):
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(phone="+919876500002"))
    assert "no e-mail address" in page(asha, invoice).content.decode()
    press(asha, invoice, sms="on", email="on")
    with asha.scope():
        assert [row.channel for row in Notification.objects.all()] == ["sms"]


def test_sharing_gives_a_whatsapp_link_and_is_recorded(asha, invoice):
    answer = asha.client.post(asha.url(f"invoices/{invoice.pk}/sharing/"))
    assert 'href="https://wa.me/919876500001?text=Hello' in answer.content.decode()
    with asha.scope():
        assert Event.objects.filter(name="invoice.shared", actor_id=asha.user.pk).exists()
    assert OutboxMessage.objects.count() == 0


def test_sharing_takes_a_press_and_not_a_visit(asha, invoice):
    assert asha.client.get(asha.url(f"invoices/{invoice.pk}/sharing/")).status_code == 405


def test_the_invoices_page_tells_what_was_sent(asha, invoice):
    press(asha, invoice, sms="on")
    text = asha.client.get(asha.url(f"invoices/{invoice.pk}/")).content.decode()
    assert "Invoice · SMS" in text


def test_what_went_wrong_is_told_with_what_to_do(asha, invoice, no_worker):
    press(asha, invoice, sms="on")
    with asha.scope():
        Notification.objects.update(state="unknown")
    text = asha.client.get(asha.url(f"customers/{invoice.party.pk}/")).content.decode()
    assert "Ask before you send it again" in text
