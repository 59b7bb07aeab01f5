"""Who says "this is not me" gets nothing more by that address, and sees nothing of whose bills they are."""

import pytest
from django.test import Client

from customers.services.parties import change_party
from customers.testing import a_party
from invoicing.models import Invoice
from invoicing.testing import an_invoice
from notifications.models import Notification, OutboxMessage
from notifications.services import preferences
from notifications.services.outbox import send_invoice
from notifications.testing import change, path_of
from portal.services.profiles import parties_of
from smartkhata.core.errors import DomainError
from smartkhata.core.links import link_to
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db(transaction=True)
PHONE, EMAIL = "+919876500083", "reader@example.com"


@pytest.fixture
def bill(asha, no_worker):
    with asha.scope():
        return an_invoice(asha.user, a_party(asha.user, phone=PHONE, email=EMAIL))


def not_me(asha, bill, channel):
    with asha.scope():
        preferences.not_me(bill.party, by="reader", channel=channel)
    work(rounds=1)


def send(asha, bill, channel):
    with asha.scope():
        return send_invoice(bill, channels=[channel], by=asha.user, include_pdf=False)[channel][0]


def paths(asha, bill):
    with asha.scope():
        path = "/p" + link_to(bill).partition("/p")[2]
    return path, path.replace("/p?", "/p/wishes?")


@pytest.mark.parametrize(("meant", "other"), [("sms", "email"), ("email", "sms")])
def test_only_the_address_that_was_meant_is_silent(asha, bill, meant, other):
    not_me(asha, bill, meant)
    assert send(asha, bill, other).is_new
    with pytest.raises(DomainError, match="belongs to somebody else"):
        send(asha, bill, meant)


def test_what_waits_for_the_other_address_still_goes(asha, bill):
    by_sms, by_mail = send(asha, bill, "sms"), send(asha, bill, "email")
    not_me(asha, bill, "sms")
    with asha.scope():
        found = {row.pk: row for row in Notification.objects.filter(kind="invoice_created")}
    assert (found[by_sms.pk].state, found[by_sms.pk].error_message) == ("failed", preferences.WRONG)
    assert found[by_mail.pk].state == "accepted"


def test_from_a_page_that_nobody_knows_the_message_of_both_are_silent(asha, bill):
    Client().post(paths(asha, bill)[1], {"not_me": "1"})
    for channel in ("sms", "email"):
        with pytest.raises(DomainError, match="belongs to somebody else"):
            send(asha, bill, channel)


def said_in(asha, row):
    """The reader of a message presses "This is not me" on the page behind it."""
    wishes = path_of(asha, row).replace("/p?", "/p/wishes?")
    assert Client().post(wishes, {"not_me": "1"}).status_code == 302


@pytest.mark.parametrize(("meant", "other"), [("sms", "email"), ("email", "sms")])
def test_said_in_a_message_it_is_meant_of_that_address(asha, bill, meant, other):
    rows = {channel: send(asha, bill, channel) for channel in (meant, other)}
    said_in(asha, rows[meant])
    assert Client().get(path_of(asha, rows[meant])).status_code == 404
    assert Client().get(path_of(asha, rows[other])).status_code == 200
    assert send(asha, bill, other)
    with pytest.raises(DomainError, match="belongs to somebody else"):
        send(asha, bill, meant)


def test_said_at_the_number_before_the_correction_it_silences_nobody(asha, bill):
    row = send(asha, bill, "sms")
    with asha.scope():
        change_party(bill.party, by=asha.user, phone="+919876500084")
    change(asha, row, state="delivered")
    said_in(asha, row)
    assert send(asha, bill, "sms").recipient == "+919876500084"


def test_said_of_the_address_that_was_corrected_on_the_bill_no_mail_goes(asha, bill):
    with asha.scope():
        Invoice.objects.filter(pk=bill.pk).update(email="clerk@example.com")
        bill.refresh_from_db()
    said_in(asha, send(asha, bill, "email"))
    with pytest.raises(DomainError, match="belongs to somebody else"):
        send(asha, bill, "email")


def test_a_corrected_address_is_used_again(asha, bill):
    not_me(asha, bill, "email")
    with asha.scope():
        change_party(bill.party, by=asha.user, email="right@example.com")
    work(rounds=1)
    assert send(asha, bill, "email").is_new


def test_the_number_opens_no_khata_and_gets_no_code(asha, bill):
    assert len(parties_of(PHONE)) == 1
    not_me(asha, bill, "sms")
    assert parties_of(PHONE) == []
    body = {"phone": PHONE}
    answer = Client().post("/api/customer-portal/otp", body, content_type="application/json")
    work()
    assert answer.status_code == 202 and not OutboxMessage.objects.filter(kind="otp").exists()


def test_who_came_in_before_is_out(asha, bill):
    body = {"phone": PHONE}
    Client().post("/api/customer-portal/otp", body, content_type="application/json")
    work()
    code = OutboxMessage.objects.filter(kind="otp").latest("pk").code
    answer = Client().post(
        "/api/customer-portal/register", body | {"otp": code}, content_type="application/json"
    )
    headers = {"Authorization": f"Bearer {answer.json()['token']}"}

    def bills():
        return Client().get("/api/customer-portal/invoices", headers=headers).json()["invoices"]

    assert [row["invoice_number"] for row in bills()] == [bill.number]
    not_me(asha, bill, "sms")
    assert bills() == []


def test_the_links_of_the_messages_close_but_for_the_wishes(asha, bill):
    path, wishes = paths(asha, bill)
    assert bill.number in Client().get(path).content.decode()
    assert Client().post(wishes, {"not_me": "1"}).status_code == 302
    assert Client().get(path).status_code == 404
    token = path.partition("t=")[2]
    assert Client().post("/p/prove/", {"t": token}).status_code == 404
    page = Client().get(wishes)
    assert page.status_code == 200 and "You get nothing more from this shop" in page.content.decode()


def corrected(asha, bill):
    with asha.scope():
        change_party(bill.party, by=asha.user, phone="+919876500084", email="right@example.com")
    work(rounds=1)


@pytest.mark.parametrize("channel", ["sms", "email"])
def test_after_the_correction_the_strangers_old_links_stay_shut(asha, bill, channel):
    row = send(asha, bill, channel)
    old = path_of(asha, row)
    wishes = old.replace("/p?", "/p/wishes?")
    change(asha, row, state="delivered")
    said_in(asha, row)
    corrected(asha, bill)
    assert Client().get(old).status_code == 404
    page = Client().post(wishes, {"often": "off", "language": "hi"}).content.decode()
    assert "You get nothing more from this shop" in page and "often" not in page
    with asha.scope():
        assert preferences.wishes_of(bill.party).often == "each"
    assert Client().get(path_of(asha, send(asha, bill, channel))).status_code == 200


def test_what_was_handed_over_gets_another_link(asha, bill):
    old, wishes = paths(asha, bill)
    Client().post(wishes, {"not_me": "1"})
    corrected(asha, bill)
    new, _wishes = paths(asha, bill)
    assert [Client().get(path).status_code for path in (old, new)] == [404, 200]


def test_said_at_the_old_number_after_the_correction_its_links_are_shut_all_the_same(asha, bill):
    row = send(asha, bill, "sms")
    change(asha, row, state="delivered")
    corrected(asha, bill)
    said_in(asha, row)
    assert Client().get(path_of(asha, row)).status_code == 404
