"""The send page: to whom, by what, which words; one press, and nothing typed is lost."""

import re

import pytest

from customers.testing import a_party
from invoicing.models import Invoice
from invoicing.services.corrections import correct_invoice
from invoicing.services.voiding import void_invoice
from invoicing.testing import an_invoice
from notifications.models import Notification, OutboxMessage, ScheduledSend
from notifications.providers.base import Outcome
from notifications.services.outbox import send_invoice
from notifications.services.resending import resend
from smartkhata.accounts.testing import open_shop
from smartkhata.core.models import Event

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def invoice(asha):
    with asha.scope():
        return an_invoice(asha.user, a_party(phone="+919876500001", email="ramesh@example.com"))


@pytest.fixture
def kenya_shop(db):
    return open_shop("Zawadi Traders", "KE")


def page(person, invoice):
    return person.client.get(person.url(f"invoices/{invoice.pk}/sending/"))


def press(person, invoice, **fields):
    return person.client.post(person.url(f"invoices/{invoice.pk}/sending/"), fields)


def test_it_shows_recipients_words_and_what_the_sms_costs(asha, invoice):
    text = page(asha, invoice).content.decode()
    for shown in (
        'SMS <span class="soft small">+91 98765 00001</span>',
        "ramesh@example.com",
        "1 SMS,",
        f"Invoice {invoice.number} from Asha Traders",
    ):
        assert shown in text
    preview = re.search(r'<p class="sms">(.*?)</p>', text)[1]
    asked = press(asha, invoice, sms="on")
    assert asked.status_code == 302
    sent = OutboxMessage.objects.get().body
    assert _without_token(sent) == _without_token(preview), (
        "the preview is the message, to the letter of its link"
    )


def test_the_button_says_by_what_and_for_how_much_and_is_renewed_with_the_words(asha, invoice):
    assert "Send by SMS and E-mail</span>" in page(asha, invoice).content.decode()
    path = asha.url(f"invoices/{invoice.pk}/sending/")
    seen = asha.client.post(path, {"look": "1", "sms": "on"}, headers={"HX-Request": "true"}).content.decode()
    assert 'id="send-words" hx-swap-oob="true"><span class="if-now">Send by SMS</span>' in seen
    assert " · about ₹0.20</span>" in seen


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
    assert "Choose by what it goes" in text and "My own words" in text
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


def test_the_tone_is_the_text_that_goes(asha, invoice):
    press(asha, invoice, sms="on", template="urgent")
    assert "please pay invoice" in OutboxMessage.objects.get().body


def test_the_recipient_can_be_another_and_more_than_one(asha, invoice):
    press(asha, invoice, sms="on", sms_to="98765 00007, +91 98765 00008")
    assert set(OutboxMessage.objects.values_list("to", flat=True)) == {"+919876500007", "+919876500008"}


def test_a_second_number_is_offered(asha):
    with asha.scope():
        party = a_party(phone="+919876500001", secondary_phone="+919876500002")
        invoice = an_invoice(asha.user, party)
    assert "Also known: +91 98765 00002" in page(asha, invoice).content.decode()


def test_a_number_that_is_none_is_named_and_nothing_goes(asha, invoice):
    answer = press(asha, invoice, sms="on", sms_to="12", message="My own words")
    assert answer.status_code == 400
    text = answer.content.decode()
    assert "Enter a phone number like" in text and "My own words" in text
    assert OutboxMessage.objects.count() == 0


def test_an_emptied_field_is_asked_about(asha, invoice):
    answer = press(asha, invoice, sms="on", sms_to="")
    assert answer.status_code == 400 and "leave this channel out" in answer.content.decode()


def test_what_an_sms_to_india_cannot_carry_is_named(asha, invoice):
    text = press(asha, invoice, sms="on", message="Happy Diwali", include_pdf="on", look="1").content.decode()
    assert "may only carry its registered text (TRAI)" in text and "The PDF goes by e-mail;" in text
    press(asha, invoice, sms="on", message="Happy Diwali")
    assert "Diwali" not in OutboxMessage.objects.get().body


def test_to_kenya_an_sms_carries_the_owners_words(kenya_shop):
    with kenya_shop.scope():
        invoice = an_invoice(kenya_shop.user, a_party(phone="+254722123456"))
    text = press(kenya_shop, invoice, sms="on", message="Karibu tena", look="1").content.decode()
    assert "registered text" not in text and "KES\u00a00.80" in text
    press(kenya_shop, invoice, sms="on", message="Karibu tena")
    assert OutboxMessage.objects.get().body.endswith("\nKaribu tena")


def test_looking_again_shows_the_words_and_sends_nothing(asha, invoice):
    answer = press(asha, invoice, sms="on", template="reminder", look="1")
    assert answer.status_code == 200 and "reminder: invoice" in answer.content.decode()
    assert OutboxMessage.objects.count() == 0


def test_with_javascript_only_the_words_come_back(asha, invoice):
    fields = {"sms": "on", "look": "1"}
    path = asha.url(f"invoices/{invoice.pk}/sending/")
    text = asha.client.post(path, fields, headers={"HX-Request": "true"}).content.decode()
    assert text.lstrip().startswith('<section id="seen"') and "<html" not in text
    text = asha.client.get(path, headers={"HX-Request": "true"}).content.decode()
    assert "<form" in text and "<html" not in text


def test_a_later_send_waits_for_the_shops_own_clock(asha, invoice):
    answer = press(asha, invoice, sms="on", template="urgent", when="later", schedule_send="2027-01-15T10:00")
    assert answer.status_code == 302 and OutboxMessage.objects.count() == 0
    with asha.scope():
        row = ScheduledSend.objects.get()
    assert (row.template, row.due_at.isoformat()) == ("urgent", "2027-01-15T04:30:00+00:00")


def test_later_without_a_day_asks_for_one(asha, invoice):
    answer = press(asha, invoice, sms="on", when="later")
    assert answer.status_code == 400 and "Choose the day and the time." in answer.content.decode()


def test_words_go_along_to_the_owners_own_whatsapp(asha, invoice):
    path = asha.url(f"invoices/{invoice.pk}/sharing/")
    text = asha.client.post(path, {"message": "See you", "template": "reminder"}).content.decode()
    assert "a%20reminder%20of%20your%20bill" in text and "See%20you" in text


def test_a_message_that_goes_again_keeps_the_owners_words(asha, invoice, use_provider):
    use_provider(Outcome("rejected", error="No."))
    press(asha, invoice, email="on", message="Thank you, Ramesh.")
    with asha.scope():
        row = Notification.objects.get(channel="email")
        again = resend(row, country="IN", by=asha.user)
    assert "Thank you, Ramesh." in again.body


def test_an_address_that_was_corrected_on_the_invoice_gets_it(asha, invoice):
    with asha.scope():
        correct_invoice(invoice, email="office@example.com", by=asha.user)
    shown = page(asha, invoice).content.decode()
    assert "office@example.com" in shown and "ramesh@example.com" not in shown
    press(asha, invoice, email="on")
    with asha.scope():
        told = send_invoice(invoice_now(invoice), channels=["sms", "email"], by=asha.user, press="again")
        assert [row.recipient for rows in told.values() for row in rows] == [
            "+919876500001",
            "office@example.com",
        ]
    assert set(OutboxMessage.objects.filter(channel="email").values_list("to", flat=True)) == {
        "office@example.com"
    }


def invoice_now(invoice):
    return Invoice.objects.select_related("party").get(pk=invoice.pk)


def _without_token(text):
    """Each message has a link of its own; a preview is none yet."""
    return re.sub(r"\?t=[\w-]{16}", "?t=", text)
