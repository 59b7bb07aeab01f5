"""The ids of approved texts: a field for each text that the provider needs, and nobody types JSON."""

import json
import re

import pytest

from notifications.models import ProviderAccount
from notifications.providers.msg91 import Msg91
from notifications.providers.twilio import Twilio
from notifications.services import accounts
from notifications.tests import recorded
from notifications.tests.exchanges import a_message

pytestmark = pytest.mark.django_db
SMS, WHATSAPP = "messages/providers/sms/msg91/", "messages/providers/whatsapp/twilio/"
MSG91 = {"auth_key": "k" * 20, "header": "SMKHTA"}
TWILIO = {"account_sid": recorded.SID, "auth_token": "t" * 32, "whatsapp_sender": "+14155238886"}
HX = [f"HX{number:032}" for number in range(3)]


def kept(person):
    with person.scope():
        return json.loads(ProviderAccount.objects.get().secrets)


def test_no_field_asks_for_json(asha):
    for path in (SMS, WHATSAPP):
        page = asha.client.get(asha.url(path)).content.decode()
        assert "JSON" not in page and "<textarea" not in page


def test_a_text_is_sent_by_the_id_that_was_entered_for_it(asha):
    typed = MSG91 | {"text-invoice_created-default-hi": "66f0aa11bb22cc33dd44ee55"}
    assert asha.client.post(asha.url(SMS), typed).status_code == 302
    keys = {name: text for name, text in kept(asha).items() if name != "hook_secret"}
    values = {"biz": "Asha", "inv": "INV-1", "amt": "250", "due": "1 Dec", "link": "sk.in/p?t=abc"}
    asked = Msg91(**keys).request(a_message(to="+919876500001", language="hi", variables=values)).json
    assert asked["template_id"] == "66f0aa11bb22cc33dd44ee55"
    shown = asha.client.get(asha.url(SMS)).content.decode()
    assert 'value="66f0aa11bb22cc33dd44ee55"' in shown and "1 of 6" in shown
    words = re.search(r'lang="hi">([^<]*##VAR1##[^<]*)<', shown)[1]
    places = {name: f"##VAR{number}##" for number, name in enumerate(values, start=1)}
    assert all(place in words for place in places.values())
    assert [asked["recipients"][0][f"VAR{n}"] for n in range(1, 6)] != [""] * 5


def test_a_tone_in_another_language_has_its_own_field(asha):
    typed = TWILIO | {
        "text-invoice_created-default-en": HX[0],
        "text-invoice_created-urgent-hi": HX[1],
    }
    asha.client.post(asha.url(WHATSAPP), typed)
    assert json.loads(kept(asha)["content_sids"]) == {
        "invoice_created.en": HX[0],
        "invoice_created.urgent.hi": HX[1],
    }
    message = a_message(channel="whatsapp", language="hi", tone="urgent")
    assert Twilio(**kept(asha)).request(message).data["ContentSid"] == HX[1]


def test_what_was_kept_before_is_shown_and_stays(asha):
    old = {"invoice_created": HX[0], "overdue.hi": "HXold", "something": HX[2]}
    with asha.scope():
        accounts.set_account("whatsapp", "twilio", TWILIO | {"content_sids": json.dumps(old)}, by=asha.user)
    shown = asha.client.get(asha.url(WHATSAPP)).content.decode()
    assert f'name="text-invoice_created-default-en" value="{HX[0]}"' in shown and 'value="HXold"' in shown
    typed = {"text-invoice_created-default-en": HX[1], "text-overdue-default-hi": "HXold"}
    assert asha.client.post(asha.url(WHATSAPP), typed).status_code == 302
    assert json.loads(kept(asha)["content_sids"]) == old | {"invoice_created": HX[1]}
    asha.client.post(asha.url(WHATSAPP), {"text-invoice_created-default-en": HX[1]})
    assert "overdue.hi" not in json.loads(kept(asha)["content_sids"]), "an emptied field takes the id away"


def test_another_order_of_values_stays_until_the_id_changes(asha):
    entry = {"id": "66f0aa11bb22cc33dd44ee55", "dlt": "1" * 19, "variables": ["inv", "biz"]}
    with asha.scope():
        keys = MSG91 | {"templates": json.dumps({"welcome.en": entry})}
        accounts.set_account("sms", "msg91", keys, by=asha.user)
    asha.client.post(asha.url(SMS), {"text-welcome-default-en": entry["id"]})
    assert json.loads(kept(asha)["templates"]) == {"welcome.en": entry}


@pytest.mark.parametrize(
    ("path", "typed", "told"),
    [
        (SMS, MSG91 | {"text-welcome-default-en": "1" * 19}, "the one of 19 digits is DLT"),
        (WHATSAPP, TWILIO | {"text-welcome-default-en": "welcome_v1"}, "A content SID is HX and 32"),
    ],
)
def test_an_id_of_another_place_is_refused_with_what_to_do(asha, path, typed, told):
    answer = asha.client.post(asha.url(path), typed)
    page = answer.content.decode()
    assert answer.status_code == 400 and told in page and "<details open>" in page
    assert typed["text-welcome-default-en"] in page, "nothing typed is lost"


def test_the_address_of_reports_is_ready_to_be_copied(asha):
    """Nobody thinks of a secret word."""
    answer = asha.client.post(asha.url(SMS), MSG91)
    assert answer["Location"].endswith("#addresses")
    secret = kept(asha)["hook_secret"]
    page = asha.client.get(asha.url(SMS)).content.decode()
    address = re.search(r"/hooks/msg91/[^<]+", page)[0]
    assert len(secret) >= 16 and secret in address
    assert asha.client.post(address, {}, content_type="application/json").status_code == 204
    asha.client.post(asha.url(SMS), {"header": "SMKHTB"})
    assert kept(asha)["hook_secret"] == secret
