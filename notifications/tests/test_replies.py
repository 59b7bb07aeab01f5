"""STOP to our number ends messages, START begins them again; a forged reply changes nothing."""

import pytest
from django.test import Client
from twilio.request_validator import RequestValidator

from customers.models import Party
from customers.services.parties import change_party
from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.models import Notification, Preference
from notifications.services.outbox import send_invoice
from notifications.tests.recorded import SID
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db
PHONE, SECRET = "+254722123456", "a-long-enough-secret-path"


@pytest.fixture(autouse=True)
def keys(settings):
    settings.PUBLIC_BASE_URL = "https://shop.example"
    settings.PROVIDER_KEYS = {
        "twilio": {"account_sid": SID, "auth_token": "token"},
        "africastalking": {"hook_secret": SECRET},
    }


@pytest.fixture
def told(asha, charlie):
    """Both shops wrote to the phone."""
    for person in (asha, charlie):
        with person.scope():
            party = a_party(person.user, phone=PHONE)
            send_invoice(an_invoice(person.user, party), channels=["sms"], by=person.user)
    return asha, charlie


def reply(text, *, token="token"):
    path, form = "/hooks/twilio/replies", {"From": PHONE, "Body": text}
    signature = RequestValidator(token).compute_signature(f"https://shop.example{path}", form)
    return Client().post(path, form, headers={"X-Twilio-Signature": signature}).status_code


def often(person):
    with person.scope():
        return list(Preference.objects.values_list("often", flat=True))


def test_stop_holds_for_every_shop_that_wrote_by_the_number(told):
    assert reply(" stop ") == 204
    assert [often(person) for person in told] == [["off"], ["off"]]


def test_start_begins_again(told):
    reply("STOP")
    reply("Start")
    assert [often(person) for person in told] == [["each"], ["each"]]


def test_another_word_is_only_a_word(told):
    assert reply("Stop by tomorrow, please") == 204
    assert [often(person) for person in told] == [[], []]


def test_a_slip_of_ours_while_it_is_written_is_no_bad_request(told, monkeypatch):
    """A 400 would say nothing to anybody, and nobody would know of the STOP."""

    def slip(*reply, business_id):
        raise KeyError("party")

    monkeypatch.setattr("notifications.webhooks.heed_reply", slip)
    with pytest.raises(KeyError):
        reply("STOP")


def test_a_forged_reply_changes_nothing(told):
    assert reply("STOP", token="other") == 401
    assert [often(person) for person in told] == [[], []]


def test_the_swahili_word_by_africas_talking(told):
    path = f"/hooks/africastalking/{SECRET}/replies"
    assert Client().post(path, {"from": PHONE, "text": "Simamisha"}).status_code == 204
    assert Client().post(path.replace("long", "wrong"), {"from": PHONE, "text": "ACHA"}).status_code == 401
    assert [often(person) for person in told] == [["off"], ["off"]]


def test_who_has_the_old_number_does_not_speak_for_the_customer(told):
    asha, charlie = told
    with asha.scope():
        change_party(Party.objects.get(phone=PHONE), by=asha.user, phone="+254722123457")
    assert reply("STOP") == 204
    assert (often(asha), often(charlie)) == ([], ["off"])


def test_nor_does_somebody_who_got_a_bill_for_them(asha):
    with asha.scope():
        party = a_party(asha.user, phone="+254722123457")
        to = {"phone": [PHONE]}
        send_invoice(an_invoice(asha.user, party), channels=["sms"], recipients=to, by=asha.user)
    assert reply("STOP") == 204
    assert often(asha) == []


def answers(people):
    found = []
    for person in people:
        with person.scope():
            found += Notification.objects.filter(kind="stopped").values_list("recipient", "state", "body")
    return found


def test_stop_is_answered_once_for_all_shops_and_by_nothing_else(told):
    for text in ("Stop by tomorrow, please", "START", "STOP", " stop", "BAND"):
        reply(text)
    work()
    [(recipient, state, body)] = answers(told)
    assert (recipient, state) == (PHONE, "accepted") and "START" in body
    reply("START")
    reply("STOP")
    work()
    assert len(answers(told)) == 2
