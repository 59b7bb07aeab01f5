"""Queueing: one intention is one row, each channel and recipient has its own, and none is invented."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from customers.testing import a_party
from invoicing.services.voiding import void_invoice
from invoicing.testing import an_invoice
from notifications.models import Notification
from notifications.services import outbox
from smartkhata.core.errors import DomainError
from smartkhata.core.models import Event

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def invoice(asha):
    with asha.scope():
        yield an_invoice(asha.user, a_party(email="ramesh@example.com"))


def send(invoice, channels=("sms",), at=NOW, **more):
    return outbox.send_invoice(invoice, channels=channels, by=None, at=at, **more)


def test_each_channel_has_a_row_with_a_number(invoice):
    told = send(invoice, ["email", "sms"])
    assert [rows[0].number for rows in told.values()] == ["NOTIF-001", "NOTIF-002"]
    assert [rows[0].recipient for rows in told.values()] == ["ramesh@example.com", invoice.party.phone]
    assert [rows[0].attach_pdf for rows in told.values()] == [True, False]


def test_each_recipient_has_a_row(invoice):
    others = {"email": ["a@example.com", "b@example.com", "a@example.com"]}
    rows = send(invoice, ["email", "sms"], recipients=others)["email"]
    assert [row.recipient for row in rows] == ["a@example.com", "b@example.com"]


def test_a_double_click_is_one_press(invoice):
    first = send(invoice)["sms"]
    second = send(invoice, at=NOW + timedelta(seconds=3))["sms"]
    assert first == second
    assert Event.objects.filter(name="invoice.sent").count() == 1


def test_a_page_that_is_sent_again_much_later_is_still_the_same_press(invoice):
    first = send(invoice, press="abc")["sms"]
    assert send(invoice, press="abc", at=NOW + timedelta(hours=2))["sms"] == first


def test_sending_again_after_a_while_is_a_new_message(invoice):
    first = send(invoice)["sms"]
    assert send(invoice, at=NOW + timedelta(minutes=1))["sms"] != first


def test_other_words_are_another_message(invoice):
    first = send(invoice, ["email"])["email"]
    assert send(invoice, ["email"], message="Thank you, Ramesh.")["email"] != first


def test_the_second_channel_of_a_quick_second_press_is_not_swallowed(invoice):
    send(invoice, ["sms"])
    told = send(invoice, ["sms", "email"], at=NOW + timedelta(seconds=2))
    assert told["email"][0].is_new and not told["sms"][0].is_new


def test_a_channel_without_an_address_says_why_and_the_others_go_on(asha):
    with asha.scope():
        told = send(an_invoice(asha.user), ["email", "sms"])
    assert told["email"] == "no e-mail address" and len(told["sms"]) == 1


def test_nobody_to_send_to_is_refused(asha):
    with asha.scope():
        nobody = an_invoice(asha.user, a_party(phone=""))
        with pytest.raises(DomainError, match="no e-mail address and no phone number") as refusal:
            send(nobody, ["email", "sms"])
        assert Notification.objects.count() == 0
    assert (refusal.value.code, refusal.value.status) == ("no_recipient", 400)


def test_a_void_invoice_is_not_sent(asha, invoice):
    void_invoice(invoice, reason="Mistake", by=asha.user)
    with pytest.raises(DomainError, match="not open any more"):
        send(invoice)
    with pytest.raises(DomainError, match="not open any more"):
        outbox.share_on_whatsapp(invoice, by=asha.user)


def test_sharing_is_recorded_and_queues_nothing(asha, invoice, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as hints:
        address = outbox.share_on_whatsapp(invoice, by=asha.user)
    assert address.startswith(f"https://wa.me/{invoice.party.phone[1:]}?text=Hello%20Ramesh")
    assert "p%3Ft%3D" in address
    row = Notification.objects.get()
    assert (row.state, row.channel, row.sent_at) == ("shared", "whatsapp", None)
    assert not hints


@pytest.mark.django_db(transaction=True)
def test_presses_at_the_same_moment_are_one(asha, no_worker):
    with asha.scope():
        invoice = an_invoice(asha.user)
    start = Barrier(6)

    def press(_):
        start.wait()
        try:
            with asha.scope():
                return outbox.send_invoice(invoice, channels=["sms"], by=asha.user)["sms"][0].pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(press, range(6)))) == 1
    with asha.scope():
        assert Notification.objects.count() == 1
