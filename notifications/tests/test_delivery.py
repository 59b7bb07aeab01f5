"""Delivering: nothing lost, nothing blindly repeated, nothing secret at rest."""

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.models import Notification, OutboxMessage
from notifications.providers.base import Outcome
from notifications.segments import segments
from notifications.services import delivery
from notifications.services.outbox import send_invoice
from notifications.states import RANK, join
from notifications.testing import FakeProvider, serve
from smartkhata.core.tenancy import no_scope
from smartkhata.core.testing.superuser import as_superuser

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def queued(asha):
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(phone="+919876500009"))
        told = send_invoice(invoice, channels=["sms"], by=asha.user)
    return asha, told["sms"][0].pk


@pytest.fixture
def provider(monkeypatch):
    def use(outcome):
        fake = FakeProvider(outcome)
        serve(monkeypatch, fake)
        return fake

    return use


def again(asha, pk, **values):
    with asha.scope():
        Notification.objects.filter(pk=pk).update(
            state="queued", attempts=0, next_attempt_at=timezone.now(), **values
        )
    with no_scope():
        delivery.deliver_due()
    with asha.scope():
        return Notification.objects.get(pk=pk)


def test_a_message_goes_out_with_link_and_rests_without(queued):
    asha, pk = queued
    sent = OutboxMessage.objects.get(notification_id=pk)
    with asha.scope():
        body = Notification.objects.get(pk=pk).body
    assert "{link}" in body and "/p?t=" not in body
    assert "/p?t=" in sent.body and sent.links[0] in sent.body


@pytest.mark.parametrize(
    ("outcome", "state"),
    [("accepted", "accepted"), ("rejected", "failed"), ("not_sent", "queued"), ("ambiguous", "unknown")],
)
def test_each_outcome_has_its_state(queued, provider, outcome, state):
    provider(Outcome(outcome, error="why"))
    row = again(*queued)
    assert row.state == state
    assert (row.sent_at is not None) == (outcome == "accepted") or row.sent_at


def test_only_what_surely_was_not_sent_is_tried_again(queued, provider):
    fake = provider(Outcome("not_sent", retry_after=77))
    row = again(*queued)
    wait = (row.next_attempt_at - timezone.now()).total_seconds()
    assert 70 < wait <= 77 and len(fake.got) == 1


def test_a_leased_row_is_left_alone(queued):
    as_superuser(
        "UPDATE notifications_notification SET state = 'submitting', lease_until = now() + interval '1 minute'"
    )
    with no_scope():
        assert delivery.deliver_due() == 0


def test_what_is_too_late_is_not_sent(queued, provider):
    fake = provider(Outcome("accepted"))
    row = again(*queued, expires_at=timezone.now())
    assert (row.state, fake.got) == ("failed", [])


def test_the_same_press_is_one_message(asha):
    at = timezone.now()
    with asha.scope():
        invoice = an_invoice(asha.user)
        for _ in range(2):
            send_invoice(invoice, channels=["sms"], by=asha.user, at=at)
        assert Notification.objects.count() == 1


def test_a_channel_without_an_address_says_why(asha):
    with asha.scope():
        told = send_invoice(an_invoice(asha.user), channels=["email", "sms"], by=asha.user)
    assert told["email"] == "no e-mail address" and len(told["sms"]) == 1


@given(st.lists(st.sampled_from(list(RANK)), min_size=1), st.randoms())
def test_reports_in_any_order_end_the_same(states, dice):
    def fold(rows):
        state = "queued"
        for row in rows:
            state = join(state, row)
        return state

    shuffled = states + states
    dice.shuffle(shuffled)
    assert fold(states) == fold(shuffled)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a" * 160, ("GSM-7", 160, 1)),
        ("a" * 161, ("GSM-7", 161, 2)),
        ("₹1", ("UCS-2", 2, 1)),
        ("बिल" * 24, ("UCS-2", 72, 2)),
        ("€" * 80, ("GSM-7", 160, 1)),
        ("", ("GSM-7", 0, 0)),
    ],
)
def test_an_sms_is_counted_as_it_is_billed(text, expected):
    assert segments(text) == expected
