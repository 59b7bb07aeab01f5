"""Links in SMS to India take 40 characters, whatever our address; what can not fit is said before it starts."""

import json

import pytest
from django.core.checks import run_checks

from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.kinds.customers import Welcome
from notifications.models import OutboxMessage
from notifications.providers.base import Refused
from notifications.providers.msg91 import Msg91
from notifications.segments import segments
from notifications.services.notices import change_wishes
from notifications.services.outbox import send_invoice, tell_party
from notifications.services.texts import counted, save_text
from notifications.tests.exchanges import TEMPLATES, VARIABLES, a_message
from notifications.tests.test_notices import claimed
from smartkhata.accounts.testing import open_shop
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db
INDIA, KENYA = "+919876500001", "+254722123456"
OURS = Msg91("key", "SMKHTA", json.dumps(TEMPLATES))
SMS = ("invoice_created", "default", "sms", "en")


def billed(person, use_provider, phone):
    """The message of a new bill by SMS."""
    fake = use_provider()
    with person.scope():
        invoice = an_invoice(person.user, a_party(phone=phone, language="en"))
        send_invoice(invoice, channels=["sms"], by=person.user)
    work()
    [message] = fake.got
    return message


def test_a_link_that_is_too_long_goes_without_its_scheme(asha, use_provider, settings):
    settings.PUBLIC_BASE_URL = "https://smartkhata.com"
    message = billed(asha, use_provider, INDIA)
    link = message.variables["link"]
    assert link.startswith("smartkhata.com/p?t=") and f" {link} " in message.body
    assert link in OURS.request(message).json["recipients"][0].values()


def test_what_fits_or_goes_elsewhere_keeps_it(asha, use_provider, settings):
    settings.PUBLIC_BASE_URL = "https://smkh.in"
    assert "https://smkh.in/p?t=" in billed(asha, use_provider, INDIA).body
    settings.PUBLIC_BASE_URL = "https://smartkhata.com"
    assert "https://smartkhata.com/p?t=" in billed(asha, use_provider, KENYA).body


def test_the_longest_of_our_pages_fits_too(asha, use_provider, settings):
    settings.PUBLIC_BASE_URL = "https://smart-khata.com"
    fake = use_provider()
    with asha.scope():
        tell_party(Welcome(a_party(phone=INDIA)))
    work()
    assert len(fake.got[0].variables["link"]) == 40


def test_the_reason_names_the_link_and_does_not_show_it():
    link = f"an-address-that-is-far-too-long.example/p?t={'k' * 16}"
    with pytest.raises(Refused) as refused:
        OURS.request(a_message(variables=VARIABLES | {"link": link}))
    assert "The link in it is longer" in str(refused.value) and "kkkk" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "host", "found"),
    [
        ("msg91", "app.smartkhata.com", 1),
        ("twilio", "app.smartkhata.com", 1),
        ("msg91", "smartkhata.com", 0),
        ("africastalking", "app.smartkhata.com", 0),
        ("outbox", "app.smartkhata.com", 0),
    ],
)
def test_an_address_that_is_too_long_is_told_before_it_starts(settings, name, host, found):
    settings.PROVIDERS, settings.PUBLIC_BASE_URL = {"sms": name}, f"https://{host}"
    assert len([row for row in run_checks() if row.id == "notifications.E002"]) == found


def test_an_sms_about_the_shop_leads_to_its_notices(client):
    asha = open_shop("Asha Traders and Seeds of the Old Market", phone=INDIA)
    with asha.scope():
        change_wishes(asha.user, ways={"claims": "now"}, channel="sms")
    claimed(asha)
    path = OutboxMessage.objects.get(kind="notice").links[0].partition("8000")[2]
    assert path.startswith("/n?t=") and len(path) == 21
    assert client.get(path)["Location"] == asha.url("notices/")
    assert client.get(asha.url("notices/")).status_code == 302, "it asks who one is"


def test_no_other_link_leads_there(asha, client):
    with asha.scope():
        send_invoice(an_invoice(asha.user, a_party(phone=INDIA)), channels=["sms"], by=asha.user)
    work()
    token = OutboxMessage.objects.get().links[0].partition("?t=")[2]
    assert [client.get("/n", {"t": text}).status_code for text in (token, "x" * 16, "")] == [404] * 3


def test_the_text_editor_counts_the_link_that_will_go(use_provider, settings):
    settings.PUBLIC_BASE_URL = "https://a-shop-with-a-long-address.example"
    zawadi = open_shop("Zawadi Traders", "KE")
    body = "x" * 100 + " {link}"
    parts = counted(SMS, body, zawadi.business)[2]
    with zawadi.scope():
        save_text(SMS, body=body, by=zawadi.user)
    assert parts == segments(billed(zawadi, use_provider, KENYA).body)[2] == 2
