"""From any message, without signing in: fewer messages, none, or "this is not me"."""

import pytest
from django.test import Client

from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.models import Notification, Preference
from notifications.services.outbox import send_invoice
from smartkhata.core.errors import DomainError
from smartkhata.core.links import link_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def bill(asha):
    """(invoice, path of the page)"""
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(asha.user, phone="+919876500077"))
        return invoice, "/p/wishes" + link_to(invoice).partition("/p")[2]


def test_the_bill_leads_to_the_page(bill):
    page = Client().get(bill[1].replace("/wishes", "")).content.decode()
    assert bill[1].replace("&", "&amp;") in page


def test_nothing_at_all_means_nothing_at_all(asha, bill):
    invoice, path = bill
    assert Client().post(path, {"often": "off"}).status_code == 302
    with asha.scope(), pytest.raises(DomainError):
        send_invoice(invoice, channels=["sms"], by=asha.user)


def test_a_channel_that_is_off_is_not_used(asha, bill):
    invoice, path = bill
    Client().post(path, {"often": "each", "off": ["sms"]})
    with asha.scope():
        assert Preference.objects.get().channels_off == ["sms"]
        with pytest.raises(DomainError):
            send_invoice(invoice, channels=["sms"], by=asha.user)


def test_not_me_stops_what_is_still_in_the_queue(asha, bill):
    invoice, path = bill
    with asha.scope():
        send_invoice(invoice, channels=["sms"], by=asha.user)
    Client().post(path, {"not_me": "1"})
    with asha.scope():
        assert Notification.objects.get(kind="invoice_created").state == "failed"


def test_looking_changes_nothing(asha, bill):
    Client().get(bill[1])
    with asha.scope():
        assert not Preference.objects.exists()


def test_a_guessed_link_opens_nothing(db):
    assert Client().get("/p/wishes?t=AAAAAAAAAAAAAAAA").status_code == 404


def test_the_app_is_a_channel_like_the_others_and_is_not_named_while_there_is_none(asha, bill, settings):
    invoice, path = bill
    assert 'value="push"' not in Client().get(path).content.decode()
    settings.PROVIDERS = settings.PROVIDERS | {"push": "outbox"}
    with asha.scope():
        [row] = send_invoice(invoice, channels=["push"], by=asha.user)["push"]
    assert invoice.number in row.body and "{link}" in row.body
    Client().post(path, {"often": "each", "off": ["push"]})
    page = Client().get(path).content.decode()
    assert 'value="push" id="id_off_3" checked' in page
    with asha.scope(), pytest.raises(DomainError, match="asked not to get this"):
        send_invoice(invoice, channels=["push"], by=asha.user)
