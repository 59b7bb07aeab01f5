"""What is refused is refused in the reader's language: on a page and in the API, to an owner and to a customer."""

import pytest
from django.test import Client

from customers.testing import a_party
from invoicing.testing import an_invoice

pytestmark = pytest.mark.django_db(transaction=True)
NO_PHONE = {
    "hi": "इस ग्राहक का फ़ोन नंबर नहीं है। पहले जोड़ें।",
    "sw": "Mteja huyu hana nambari ya simu. Iongeze kwanza.",
}
NEITHER = {
    "hi": "का न ईमेल पता है, न फ़ोन नंबर। पहले एक जोड़ें।",
    "sw": "hana barua pepe wala nambari ya simu. Ongeza moja kwanza.",
}
WRONG_NUMBER = {"hi": "अपना फ़ोन नंबर देश कोड के साथ लिखें", "sw": "Andika nambari yako ya simu na msimbo wa nchi"}
WRONG_CODE = {"hi": "यह कोड सही नहीं है या पुराना है।", "sw": "Msimbo huu si sahihi au umepitwa na wakati."}
LANGUAGES = pytest.mark.parametrize("code", ["hi", "sw"])


@pytest.fixture
def unreachable(asha):
    with asha.scope():
        return an_invoice(asha.user, a_party(phone="", email=""))


@LANGUAGES
def test_to_an_owner_on_a_page(asha, unreachable, code):
    page = asha.client.post(
        asha.url(f"invoices/{unreachable.pk}/sharing/"), headers={"accept-language": code}, follow=True
    )
    assert NO_PHONE[code] in page.content.decode()


@LANGUAGES
def test_to_an_owner_in_the_api(asha, unreachable, code):
    response = asha.api.post(f"/api/invoices/{unreachable.pk}/send", {}, accept_language=code)
    error = response.json()["error"]
    assert (response.status_code, error["code"]) == (400, "no_recipient")
    assert NEITHER[code] in error["message"]


@LANGUAGES
def test_to_a_customer_on_a_page(db, code):
    page = Client().post("/portal/sign-in/", {"phone": "98"}, headers={"accept-language": code})
    assert page.status_code == 400 and WRONG_NUMBER[code] in page.content.decode()


@LANGUAGES
def test_to_a_customer_in_the_api(db, code):
    response = Client().post(
        "/api/customer-portal/register",
        {"phone": "+919876500001", "otp": "123456"},
        content_type="application/json",
        headers={"accept-language": code},
    )
    assert WRONG_CODE[code] in response.json()["error"]["message"]


def test_a_field_says_it_too(asha):
    response = asha.api.post("/api/customers", {"name": "Meena", "email": "meena"}, accept_language="hi")
    assert "ईमेल पता name@shop.com जैसा लिखें।" in response.json()["error"]["fields"]["email"]
