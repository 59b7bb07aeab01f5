"""What a send can't do as it was asked is named in the dialog, after the press and in the answer, never dropped."""

import re

import pytest

from customers.testing import a_party
from invoicing.services.quotes import give_quote
from invoicing.testing import LINE, an_invoice
from notifications.models import Notification
from notifications.services import caps, limits, preferences
from notifications.services.outbox import send_invoice
from smartkhata.core.phones import pretty

pytestmark = pytest.mark.django_db(transaction=True)
PHONE, LANDLINE = "+919876500001", "+912223456789"
EMAIL = "ramesh@example.com"


@pytest.fixture
def party(asha, no_worker):
    with asha.scope():
        return a_party(asha.user, phone=PHONE, email=EMAIL)


@pytest.fixture
def invoice(asha, party):
    with asha.scope():
        return an_invoice(asha.user, party)


@pytest.fixture
def quote(asha, party):
    with asha.scope():
        return give_quote(party, lines=[LINE], by=asha.user)


def look(person, path, **fields):
    return person.client.post(person.url(path), fields | {"look": "1"}).content.decode()


def press(person, path, **fields):
    """The page after the press."""
    return person.client.post(person.url(path), fields, follow=True).content.decode()


def test_an_address_that_cannot_be_reached_is_named_beside_those_that_can(asha, invoice):
    path, fields = f"invoices/{invoice.pk}/sending/", {"sms": "on", "sms_to": f"{PHONE}, {LANDLINE}"}
    seen = look(asha, path, **fields)
    assert f"{pretty(LANDLINE)}: no mobile number" in seen and f">{pretty(PHONE)}</span>" in seen
    after = press(asha, path, **fields)
    assert "is on its way" in after and f"SMS: {pretty(LANDLINE)}: no mobile number" in after
    to = {"phone": [PHONE, LANDLINE]}
    sent = asha.api.post(f"/api/invoices/{invoice.number}/send", {"send_via": "sms", "recipients": to}).json()
    assert sent["sent_via"]["sms"]["sent_to"] == PHONE
    assert f"{pretty(LANDLINE)}: no mobile number" in sent["sent_via"]["sms"]["note"]


def test_a_number_that_had_enough_is_named_and_the_mail_goes(asha, quote, monkeypatch):
    path, fields = f"quotes/{quote.pk}/sending/", {"sms": "on", "email": "on"}
    monkeypatch.setattr(caps, "OWN_DAY", 1)
    press(asha, path, sms="on")
    assert "has had enough messages for now" in look(asha, path, **fields)
    after = press(asha, path, **fields)
    assert "is on its way" in after and "SMS: This customer has had enough messages" in after


def test_the_last_message_of_the_quota_leaves_the_other_channel_out_in_words(asha, quote, monkeypatch):
    monkeypatch.setitem(limits.PER_DAY, limits.tier_of(asha.business), 1)
    path, fields = f"quotes/{quote.pk}/sending/", {"sms": "on", "email": "on"}
    assert "as many messages as it may today" in look(asha, path, **fields)
    after = press(asha, path, **fields)
    assert "is on its way" in after and "E-mail: Your shop has sent as many messages" in after


def test_a_sixth_address_is_asked_about_and_nothing_goes(asha, invoice):
    six = ", ".join(f"9876500{number:03d}" for number in range(6))
    answer = asha.client.post(asha.url(f"invoices/{invoice.pk}/sending/"), {"sms": "on", "sms_to": six})
    assert answer.status_code == 400
    text = answer.content.decode()
    assert "at most 5 addresses" in text and "9876500005" in text
    with asha.scope():
        assert not Notification.objects.exists()


def test_each_address_is_shown_its_own_words_and_parts(asha, invoice):
    kenyan = "+254722123456"
    fields = {"sms": "on", "sms_to": f"{kenyan}, {PHONE}", "message": "Karibu tena. " * 10}
    seen = look(asha, f"invoices/{invoice.pk}/sending/", **fields)
    first, second = re.findall(r"<article.*?</article>", seen, re.DOTALL)
    assert "Send by SMS</span>" in seen
    assert pretty(kenyan) in first and "Karibu tena" in first and "2 SMS" in first and "(TRAI)" not in first
    assert pretty(PHONE) in second and "Karibu" not in second and "1 SMS" in second and "(TRAI)" in second


def test_the_mail_is_shown_with_what_it_says_of_its_pdf(asha, invoice):
    path = f"invoices/{invoice.pk}/sending/"
    assert invoice.number in look(asha, path, email="on", include_pdf="on").partition("Attached:")[2]
    assert "Attached:" not in look(asha, path, email="on")


def test_who_wants_one_message_a_day_is_told_without_words_and_pdf_and_the_owner_knows(asha, invoice):
    with asha.scope():
        preferences.change_wishes(invoice.party, often="daily", by="customer")
    path, fields = f"invoices/{invoice.pk}/sending/", {"email": "on", "include_pdf": "on", "message": "Hello"}
    told = "after 17:00: it tells the bill and its sum, without your own words"
    assert told in look(asha, path, **fields)
    after = press(asha, path, **fields)
    assert told in after and "is on its way" not in after
    answer = asha.api.post(f"/api/invoices/{invoice.number}/send", {"send_via": "email"}).json()
    mail = answer["sent_via"]["email"]
    assert (answer["status"], mail["status"], mail["sent_at"]) == ("pending", "pending", None)
    assert told in mail["note"]


def test_a_channel_that_failed_is_not_among_those_sent(asha, invoice):
    with asha.scope():
        told = send_invoice(invoice, channels=["sms", "email"], by=asha.user)
        Notification.objects.filter(pk=told["sms"][0].pk).update(state="failed")
    answer = asha.api.post(f"/api/invoices/{invoice.number}/send-to-customer", {}).json()
    assert (answer["channels_sent"], answer["sms"]["status"]) == (["email"], "failed")
