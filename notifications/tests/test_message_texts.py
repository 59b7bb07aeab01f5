"""The shop's own texts: checked, filled in, counted, tried on the owner, given up for ours."""

import pytest

from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.models import MessageText, OutboxMessage
from notifications.services.outbox import send_invoice
from notifications.services.texts import registered_form, save_text, standard_text, wordings
from smartkhata.accounts.testing import open_shop
from smartkhata.core.errors import DomainError
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db
SMS = ("invoice_created", "default", "sms", "en")
EMAIL = ("invoice_created", "default", "email", "en")
DLT = {"header": "SMKHTA", "dlt_id": "1" * 19, "registered_id": "65f0"}


@pytest.fixture
def zawadi(db):
    return open_shop("Zawadi Traders", "KE", phone="+254722000001")


def sent(person, channel, **party):
    with person.scope():
        invoice = an_invoice(person.user, a_party(**party))
        [row] = send_invoice(invoice, channels=[channel], by=person.user)[channel]
        return row, invoice


def problems(key, body, **more):
    with pytest.raises(DomainError) as refused:
        save_text(key, body=body, by="test", **more)
    return refused.value.fields


def test_the_shops_text_goes_in_place_of_ours(zawadi):
    with zawadi.scope():
        save_text(SMS, body="Karibu {name}! {inv}: KES {amt}. {link}", by=zawadi.user)
    row, invoice = sent(zawadi, "sms", name="Wanjiku", phone="+254722123456")
    assert row.body == f"Karibu Wanjiku! {invoice.number}: KES {dict(row.variables)['amt']}. {{link}}"
    assert [name for name, _ in row.variables] == ["name", "inv", "amt", "link"]


def test_what_looks_like_a_program_is_only_text(zawadi):
    with zawadi.scope():
        fields = problems(EMAIL, "{% load x %} {{ settings.SECRET_KEY }}", subject="Hi")
    assert "brace" in fields["body"] or "not known" in fields["body"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("", "Enter the text."),
        ("Hello {nmae}", "{nmae} is not known here"),
        ("Hello {name", "A brace stands alone"),
        ("Pay to {upi}", "Your shop has no upi"),
        ("x" * 700, "longer than 4 SMS"),
    ],
)
def test_each_fault_is_named(zawadi, body, told):
    with zawadi.scope():
        assert told in problems(SMS, body)["body"]


def test_an_email_keeps_the_owners_words_of_the_day(zawadi):
    with zawadi.scope():
        save_text(EMAIL, subject="Bill {inv}", body="Hi {name},\n\nhere it is: {link}", by=zawadi.user)
        invoice = an_invoice(zawadi.user, a_party(email="w@example.com", name="Wanjiku"))
        told = send_invoice(invoice, channels=["email"], message="See you soon.", by=zawadi.user)
    [row] = told["email"]
    assert row.subject == f"Bill {invoice.number}"
    assert row.body == "Hi Wanjiku,\n\nSee you soon.\n\nhere it is: {link}"


def test_in_india_an_sms_needs_its_registration(asha):
    with asha.scope():
        fields = problems(SMS, "{biz}: {inv} {link}")
        assert set(fields) == {"header", "dlt_id", "registered_id"}
        assert save_text(SMS, body="{biz}: {inv} {link}", by=asha.user, **DLT).dlt_id == "1" * 19
    assert registered_form("{biz} {days} {link}") == "{#alphanumeric#} {#numeric#} {#url#}"


def test_a_variable_longer_than_a_registered_one_may_be_is_refused(asha):
    with asha.scope():
        asha.business.name = "The Very Long Named Fertilizer And Seeds Shop"
        asha.business.save()
        assert "longer than the 40" in problems(SMS, "{shop}: {inv} {link}", **DLT)["body"]


def test_the_registration_goes_with_the_message(asha, use_provider):
    fake = use_provider()
    with asha.scope():
        save_text(SMS, body="{biz}: {inv} {link}", by=asha.user, **DLT)
    sent(asha, "sms", phone="+919876500001")
    work()
    [message] = fake.got
    assert message.registration == {"id": "65f0", "header": "SMKHTA", "variables": ["biz", "inv", "link"]}


def test_the_owner_begins_with_our_text_and_its_names(zawadi):
    with zawadi.scope():
        _, body = standard_text(*SMS, zawadi.business)
    assert body == "{biz}: invoice {inv} KES {amt} due {due}. View: {link}"


def one(key):
    return f"message-texts/one/?kind={key[0]}&tone={key[1]}&channel={key[2]}&language={key[3]}"


def test_the_page_shows_the_text_filled_in_with_its_cost(zawadi):
    text = zawadi.client.get(zawadi.url(one(SMS))).content.decode()
    assert "INV-26-27-00042 KES 2,500" in text and "1 SMS," in text and "KES\u00a00.80" in text


def test_a_test_goes_to_the_owner_alone(zawadi):
    body = "Karibu {name}: {inv} {link}"
    answer = zawadi.client.post(zawadi.url(one(SMS)), {"body": body, "trial": "1"})
    assert answer.status_code == 302
    work()
    got = OutboxMessage.objects.get()
    assert got.to == "+254722000001" and got.body.startswith("Karibu Ramesh Kumar: INV-26-27-00042")


def test_a_refused_text_stays_in_its_field(zawadi):
    answer = zawadi.client.post(zawadi.url(one(SMS)), {"body": "Hello {nmae}"})
    assert answer.status_code == 400 and "Hello {nmae}" in answer.content.decode()
    with zawadi.scope():
        assert not MessageText.objects.exists()


def test_looking_keeps_nothing(zawadi):
    answer = zawadi.client.post(
        zawadi.url(one(SMS)), {"body": "Short {inv}", "look": "1"}, headers={"HX-Request": "true"}
    )
    assert (
        answer.content.decode().startswith('\n<section id="seen"') or "Short INV" in answer.content.decode()
    )
    with zawadi.scope():
        assert not MessageText.objects.exists()


def test_the_standard_text_comes_back(zawadi):
    with zawadi.scope():
        save_text(SMS, body="Mine {inv} {link}", by=zawadi.user)
    zawadi.client.post(zawadi.url(one(SMS).replace("one/", "one/standard/")))
    with zawadi.scope():
        assert not MessageText.objects.exists()


def test_every_text_on_the_list_opens(zawadi):
    text = zawadi.client.get(zawadi.url("message-texts/")).content.decode()
    assert text.count("message-texts/one/?") == 10 * 3


def test_hindi_offers_its_short_and_its_latin_wording(asha):
    with asha.scope():
        texts = wordings(("receipt_sent", "default", "sms", "hi"), asha.business)
        assert len(texts) == 3 and "Dhanyavaad" in texts[2]
        assert len(wordings(("welcome", "default", "sms", "hi"), asha.business)) == 1
