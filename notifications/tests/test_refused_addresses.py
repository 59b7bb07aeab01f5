"""A number that takes no SMS, a complaint of somebody else, an account that is used up: who is told what."""

import pytest
from django.utils import timezone

from customers.services.parties import change_party
from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.models import Notice, Preference
from notifications.providers.base import Outcome
from notifications.services import preferences
from notifications.services.channels import Hand
from notifications.services.failures import refuse_further
from notifications.services.outbox import send_invoice
from notifications.testing import FakeProvider, an_sms, deliver, fresh
from notifications.tests import recorded
from notifications.tests.exchanges import (
    a_message,
    africastalking,
    exchange,
    msg91,
    sendgrid,
    server,
    twilio,
)
from smartkhata.core.models import Event
from smartkhata.core.testing.queue import work

__all__ = ["server"]
pytestmark = pytest.mark.django_db
KENYAN, INDIAN = "+254722123456", "+919876543210"
BLOCKED = Outcome("rejected", error="Africa's Talking: UserInBlacklist", never_again=True)
EMPTY = Outcome("not_sent", error="Africa's Talking: InsufficientBalance", no_balance=True)
SHUT = Outcome("not_sent", error="Africa's Talking: InvalidSenderId", no_access=True)


def wish(person, row):
    with person.scope():
        return Preference.objects.filter(party=row.party_id).first()


@pytest.mark.parametrize(
    ("code", "never", "empty", "shut"),
    [
        (406, True, False, False),
        (409, True, False, False),
        (403, False, False, False),
        (405, False, True, False),
        (402, False, False, True),
    ],
)
def test_what_africas_talking_answers_about_the_number_and_the_account(server, code, never, empty, shut):
    answer = (201, recorded.at_recipient(code, "Word"))
    outcome, _ = exchange(server, africastalking(server), a_message(to=KENYAN), answer)
    assert (outcome.never_again, outcome.no_balance, outcome.no_access) == (never, empty, shut)


@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.parametrize("make", [africastalking, msg91, twilio, sendgrid])
def test_a_wrong_key_is_the_accounts_matter_with_each_provider(server, make, status):
    message = a_message(to={msg91: INDIAN, sendgrid: "ramesh@example.com"}.get(make, KENYAN))
    outcome, _ = exchange(server, make(server), message, (status, "Authentication failed"))
    assert (outcome.state, outcome.no_access) == ("not_sent", True)
    assert not exchange(server, make(server), message, (503, "later"))[0].no_access


def test_a_number_on_the_block_list_gets_no_more_sms(asha, no_worker, use_provider):
    use_provider(BLOCKED)
    row = an_sms(asha, phone=KENYAN, email="wanjiku@example.com")
    deliver()
    work(rounds=1)
    assert fresh(asha, row).state == "failed"
    with asha.scope():
        told = send_invoice(an_invoice(asha.user, row.party), channels=["sms", "email"], by=asha.user)
    assert told["sms"] == preferences.TAKES_NONE and told["email"]


@pytest.mark.parametrize(("is_blocked", "stays"), [(True, False), (False, True)])
def test_another_number_ends_a_block_and_not_a_complaint(asha, no_worker, is_blocked, stays):
    row = an_sms(asha, phone=KENYAN)
    with asha.scope():
        refuse_further(row, is_blocked=is_blocked)
    work(rounds=1)
    kept = wish(asha, row)
    assert preferences.forbidden(kept, "invoice_created", "sms")
    with asha.scope():
        change_party(row.party, by=asha.user, email="w@example.com")
    work(rounds=1)
    assert preferences.forbidden(wish(asha, row), "invoice_created", "sms")
    with asha.scope():
        change_party(row.party, by=asha.user, phone="+254722123457")
    work(rounds=1)
    assert bool(preferences.forbidden(wish(asha, row), "invoice_created", "sms")) is stays


def test_who_wants_messages_again_gets_them_on_every_channel(asha, no_worker):
    row = an_sms(asha, phone=KENYAN)
    with asha.scope():
        refuse_further(row, is_blocked=True)
    work(rounds=1)
    with asha.scope():
        preferences.change_wishes(row.party, often="each", by="customer")
    assert not preferences.forbidden(wish(asha, row), "invoice_created", "sms")


def test_somebody_elses_complaint_is_not_the_customers(asha, no_worker):
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(asha.user, email="ramesh@example.com"))
        to = {"email": ["clerk@example.com", "ramesh@example.com"]}
        rows = send_invoice(invoice, channels=["email"], recipients=to, by=asha.user)["email"]
        clerk, ramesh = sorted(rows, key=lambda row: row.recipient)
        refuse_further(clerk)
    work(rounds=1)
    assert wish(asha, clerk) is None
    with asha.scope():
        refuse_further(ramesh)
    work(rounds=1)
    assert wish(asha, ramesh).channels_off == ["email"]


@pytest.mark.parametrize("is_own", [True, False])
@pytest.mark.parametrize("answer", [EMPTY, SHUT])
def test_an_account_in_trouble_is_told_to_whose_it_is_once_a_day(
    asha, no_worker, monkeypatch, is_own, answer
):
    hand = Hand(FakeProvider(answer), "africastalking:sms", is_own)
    fact, alarm = (
        ("provider.no_balance", "provider_without_balance")
        if answer is EMPTY
        else ("provider.no_access", "provider_without_access")
    )
    hand.provider.is_remote = True
    monkeypatch.setattr("notifications.services.preparing.hand_for", lambda *channel, name="": hand)
    alarms = []
    monkeypatch.setattr("notifications.services.watch.log.error", lambda name, **about: alarms.append(name))
    rows = [an_sms(asha, phone=f"+25472212345{number}") for number in range(2)]
    deliver()
    work(rounds=1)
    assert fresh(asha, rows[0]).state == "queued" and alarm in alarms
    with asha.scope():
        assert Event.objects.filter(name=fact).count() == int(is_own)
        assert Notice.objects.filter(event__name=fact).exists() is is_own


def test_who_writes_start_takes_messages_to_the_phone_again(asha):
    with asha.scope():
        party = a_party(phone=INDIAN)
        Preference.objects.create(
            party=party, refused=["email", "sms"], often="off", changed_at=timezone.now()
        )
        preferences.heed(party, "START")
        assert preferences.wishes_of(party).refused == ["email"]
