"""One-time codes over HTTP: what is told, what is counted, what is burnt."""

import pytest
from django.test import Client

from customers.testing import a_party
from notifications.models import Notification, OutboxMessage
from portal.models import PhoneDevice
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = "+919876500001"


def ask(phone=PHONE):
    return Client().post("/api/customer-portal/otp", {"phone": phone}, content_type="application/json")


def prove(code, phone=PHONE):
    body = {"phone": phone, "otp": code}
    return Client().post("/api/customer-portal/register", body, content_type="application/json")


@pytest.fixture
def code(asha):
    with asha.scope():
        a_party(phone=PHONE)
    assert ask().status_code == 202
    work()
    return OutboxMessage.objects.latest("pk").code


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_right_code_opens_once(code):
    assert prove(code).status_code == 200
    assert prove(code).json()["error"]["code"] == "otp_invalid"


def test_five_wrong_codes_burn_the_right_one(code):
    for _ in range(5):
        assert prove(wrong(code)).json()["error"]["code"] == "otp_invalid"
    assert prove(code).status_code == 429


def test_known_and_unknown_numbers_are_answered_alike(code):
    unknown = ask("+919876599999")
    assert unknown.status_code == 202
    assert set(unknown.json()) == {"otp_resend_after", "expires_in", "message"}
    work()
    assert not OutboxMessage.objects.filter(to="+919876599999").exists(), "no SMS to a number no shop knows"
    assert prove("123456", "+919876599999").json() == prove(wrong(code)).json()


def test_a_second_request_within_a_minute_waits(code):
    answer = ask()
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 61


def test_no_table_holds_the_code(code, asha):
    with asha.scope():
        bodies = " ".join(Notification.objects.values_list("body", flat=True))
    assert code not in bodies and "{code}" in bodies
    assert code not in PhoneDevice.objects.get().token_hash
