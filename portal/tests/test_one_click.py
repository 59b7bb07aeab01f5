"""A mail program's own button ends mails with one POST, without cookies or a page (RFC 8058)."""

import pytest
from django.test import Client

from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.models import Preference
from notifications.services.outbox import send_invoice
from notifications.testing import path_of
from smartkhata.core.models import Event
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db(transaction=True)
BODY = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def send(asha, no_worker):
    """The path of the door that a bill brings by `channel`, to the customer or to `others`."""

    def queued(channel="email", **others):
        with asha.scope():
            invoice = an_invoice(asha.user, a_party(email="ramesh@example.com"))
            told = send_invoice(invoice, channels=[channel], recipients=others, by=asha.user)
        return path_of(asha, told[channel][0]).replace("/p?", "/p/stop?")

    return queued


def press(path, body=BODY):
    return Client(enforce_csrf_checks=True).post(path, body)


def channels_off(person):
    work()
    with person.scope():
        return [wish.channels_off for wish in Preference.objects.all()]


def test_one_post_ends_the_mails_of_the_shop_and_two_are_one(asha, send):
    path = send()
    assert [press(path).status_code for _ in range(2)] == [204, 204]
    assert channels_off(asha) == [["email"]]
    with asha.scope():
        assert Event.objects.filter(name="message.unwanted").count() == 1


def test_who_comes_by_get_sees_the_page_and_nothing_changes(asha, send):
    path = send()
    answer = Client().get(path)
    assert answer.headers["Location"] == path.replace("/p/stop", "/p/wishes")
    assert press(path, {}).status_code == 302
    assert channels_off(asha) == []


def test_somebody_else_does_not_silence_the_customer(asha, send):
    assert press(send(email=["accounts@example.com"])).status_code == 204
    assert channels_off(asha) == []


def test_the_link_of_an_sms_is_no_such_address(asha, send):
    assert press(send("sms")).status_code == 404
    assert press("/p/stop?t=guessed").status_code == 404
