"""The owner's words of the day in the shop's own texts: inside an e-mail, after an SMS, in no registered text."""

import pytest

from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.kinds import InvoiceCreated
from notifications.own_words import LONGEST
from notifications.services.outbox import send_invoice, share_on_whatsapp
from notifications.services.previews import preview
from notifications.services.texts import save_text
from smartkhata.accounts.testing import open_shop
from smartkhata.core.errors import DomainError

pytestmark = pytest.mark.django_db
WORDS = "See you on Monday"
DLT = {"header": "SMKHTA", "dlt_id": "1" * 19, "registered_id": "65f0"}


def shop(country, channel, **registration):
    """A shop with its own text for bills by the channel."""
    person = open_shop("Zawadi Traders", country)
    with person.scope():
        key = ("invoice_created", "default", channel, "en")
        save_text(key, body="{biz}: {inv}\n\n{link}", by=person.user, **registration)
    return person


def told(person, channel, phone):
    with person.scope():
        invoice = an_invoice(person.user, a_party(phone=phone, language="en"))
        seen = preview(InvoiceCreated(invoice, message=WORDS), channel, [phone], person.business)
        [row] = send_invoice(invoice, channels=[channel], message=WORDS, by=person.user)[channel]
        assert seen.body.count(WORDS) == row.body.count(WORDS)
        return row.body


def test_where_they_may_go_by_sms_they_stand_at_its_end_once():
    body = told(shop("KE", "sms"), "sms", "+254722123456")
    assert body.count(WORDS) == 1 and body.endswith(f"{{link}}\n{WORDS}")


@pytest.mark.parametrize("channel", ["sms", "whatsapp"])
def test_a_registered_or_approved_text_goes_as_it_stands(channel):
    assert WORDS not in told(shop("IN", channel, **DLT), channel, "+919876500001")


def test_shared_by_hand_they_stand_after_the_text_once():
    person = shop("IN", "whatsapp")
    with person.scope():
        invoice = an_invoice(person.user, a_party(phone="+919876500001", language="en"))
        address = share_on_whatsapp(invoice, message=WORDS, by=person.user)
    assert address.count("See%20you") == 1 and address.endswith("Monday")


@pytest.mark.parametrize(("channel", "is_refused"), [("sms", True), ("whatsapp", True), ("email", False)])
def test_a_place_for_them_is_offered_in_e_mails_only(channel, is_refused):
    person = open_shop("Zawadi Traders", "KE")
    path = f"/api/message-texts/invoice_created/default/{channel}/en"
    assert ("message" in person.api.get(path).json()["variables"]) != is_refused
    with person.scope():
        key = ("invoice_created", "default", channel, "en")
        try:
            save_text(key, subject="Bill", body="{inv} {message} {link}", by=person.user)
        except DomainError as error:
            assert is_refused and "{message} is not known here" in error.fields["body"]
        else:
            assert not is_refused


def test_how_many_they_may_be_is_said_alike_by_the_page_and_the_api(asha):
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(phone="+919876500001"))
    long, page = "x" * (LONGEST + 1), asha.url(f"invoices/{invoice.pk}")
    assert f'maxlength="{LONGEST}"' in asha.client.get(f"{page}/sending/").content.decode()
    assert (
        f"at most {LONGEST} characters"
        in asha.client.post(f"{page}/sending/", {"sms": "on", "message": long}).content.decode()
    )
    for path in ("send", "send-to-customer"):
        answer = asha.api.post(f"/api/invoices/{invoice.pk}/{path}", {"custom_message": long})
        assert (answer.status_code, f"{LONGEST} characters" in str(answer.json())) == (400, True)
    shared = asha.client.post(f"{page}/sharing/", {"message": long}, follow=True).content.decode()
    assert f"at most {LONGEST} characters of your own words; these are {LONGEST + 1}" in shared
