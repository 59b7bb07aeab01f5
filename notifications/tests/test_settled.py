"""A message that asks for money goes as long as the money is owed, and asks for what is owed by then."""

from datetime import timedelta

import pytest
from django.utils import timezone

from customers.testing import a_party
from invoicing.services.payments import record_payment
from invoicing.services.voiding import void_invoice
from invoicing.testing import LINE, an_invoice
from notifications.models import Notification
from notifications.providers.base import Outcome
from notifications.selectors import answer, find_message
from notifications.services.failures import fail
from notifications.services.outbox import send_invoice
from notifications.services.reminders import _send as remind_of
from notifications.templatetags.told import told
from notifications.testing import change, deliver, fresh
from smartkhata.core.clock import today
from smartkhata.core.testing.queue import work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("by_day")]


@pytest.fixture
def party(asha, no_worker):
    with asha.scope():
        return a_party(asha.user, phone="+919876500051", email="sunita@example.com")


@pytest.fixture
def bills(asha, party):
    """Two open invoices of 1,000 and 8,000, the first due first."""
    with asha.scope():
        return [_bill(asha, party, rate) for rate in ("1000", "8000")]


def _bill(asha, party, rate):
    line = LINE | {"quantity": "1", "rate": rate}
    return an_invoice(asha.user, party, lines=(line,), due_on=today(asha.business) + timedelta(days=20))


@pytest.fixture
def reminder(asha, party, bills):
    """The reminder of both, an SMS in the queue."""
    with asha.scope():
        [row] = remind_of(party, bills, [None, None], timezone.now(), by=asha.user)
        return row


def pay(asha, party, amount, invoice=None):
    with asha.scope():
        record_payment(
            party,
            amount=amount,
            method="cash",
            received_on=today(asha.business),
            by=asha.user,
            invoice=invoice,
        )


def messages(asha, kind="payment_reminder"):
    with asha.scope():
        return list(Notification.objects.filter(kind=kind).order_by("created_at"))


@pytest.mark.parametrize("amount", ["500", "9000"])
def test_who_paid_meanwhile_gets_no_old_sum(asha, party, reminder, use_provider, amount):
    provider = use_provider()
    pay(asha, party, amount)
    deliver()
    assert [message.kind for message in provider.got] == []
    row = fresh(asha, reminder)
    assert (row.state, row.error_message) == ("gathered", "Settled before it went out.")
    with asha.scope():
        row = find_message(row.number)
        assert (answer(row)["status"], answer(row)["failure_reason"]) == ("failed", row.error_message)
        assert (told(row)["status"], told(row)["failed"]) == ("settled", False)


def test_a_bill_that_was_taken_back_meanwhile_does_not_go(asha, bills, use_provider):
    provider = use_provider()
    with asha.scope():
        [row] = send_invoice(bills[0], channels=["sms"], by=asha.user)["sms"]
        void_invoice(bills[0], reason="Mistake", by=asha.user)
    deliver()
    assert (provider.got, fresh(asha, row).state) == ([], "gathered")


def test_a_bill_of_which_a_part_was_paid_tells_what_is_left(asha, party, bills, use_provider):
    provider = use_provider()
    asked = {"include_pdf": False, "include_link": False, "message": "See you", "template": "urgent"}
    with asha.scope():
        told = send_invoice(bills[0], channels=["sms", "email"], by=asha.user, **asked)
    pay(asha, party, "400", bills[0])
    deliver()
    assert {message.kind for message in provider.got} == {"invoice_created"}
    for message in provider.got:
        assert "600" in message.body and "1,000" not in message.subject + message.body
    sms, mail = [fresh(asha, row) for [row] in told.values()]
    assert dict(sms.variables)["amt"] == "600"
    assert "See you" in mail.body and "{link}" not in mail.body and "600" in mail.body


def test_a_doubt_about_it_is_looked_into_with_the_words_that_went(asha, party, bills, use_provider):
    use_provider(Outcome("ambiguous"))
    with asha.scope():
        [row] = send_invoice(bills[0], channels=["sms"], by=asha.user)["sms"]
    deliver()
    pay(asha, party, "400", bills[0])
    change(asha, row, next_attempt_at=row.created_at)
    deliver()
    assert fresh(asha, row).body == row.body


def test_a_reminder_by_another_channel_tells_the_same_bills(asha, reminder):
    assert "9,000" in reminder.body
    with asha.scope():
        fail(reminder, state="failed")
    work(rounds=1)
    _, mail = messages(asha)
    assert mail.channel == "email" and "9,000" in mail.body


def test_and_only_what_is_left_of_them(asha, party, bills, reminder):
    pay(asha, party, "1000", bills[0])
    with asha.scope():
        fail(reminder, state="failed")
    work(rounds=1)
    _, mail = messages(asha)
    assert "8,000" in mail.body and bills[0].number not in mail.body


def test_nothing_is_asked_of_who_owes_nothing(asha, party, reminder):
    pay(asha, party, "9000")
    with asha.scope():
        fail(reminder, state="failed")
    work(rounds=1)
    assert len(messages(asha)) == 1


def test_nor_by_hand(asha, party, bills):
    with asha.scope():
        [row] = send_invoice(bills[0], channels=["sms"], by=asha.user)["sms"]
        fail(row, state="failed")
        void_invoice(bills[0], reason="Mistake", by=asha.user)
    answer = asha.api.post(f"/api/notifications/{row.number}/resending", {})
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "settled")
