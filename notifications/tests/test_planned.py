"""What was planned for one moment goes out together: one refusal or one broken row takes no other along, and the
statements don't grow with the sends."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.testing import a_party
from invoicing.services.payments import record_payment
from invoicing.services.voiding import void_invoice
from invoicing.testing import an_invoice
from notifications.models import Notification, ScheduledSend
from notifications.services.outbox import send_invoice
from notifications.services.planned import send_scheduled
from notifications.services.schedules import schedule_send
from notifications.services.sending import OURS
from notifications.services.settling import SETTLED
from smartkhata.accounts.testing import open_shop
from smartkhata.core.models import Event
from smartkhata.core.tenancy import no_scope

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_worker")]
NOW = datetime(2026, 11, 20, 6, tzinfo=UTC)
DUE = NOW + timedelta(hours=3)


def plan(person, count=1, *, channels=("sms",), **given):
    with person.scope():
        invoice = an_invoice(person.user, a_party(), at=NOW)
        for _ in range(count):
            row = schedule_send(invoice, moment=DUE.isoformat(), channels=channels, by=None, at=NOW, **given)
    return row


def run():
    with no_scope():
        return send_scheduled(now=DUE)


def states(person):
    with person.scope():
        return sorted(ScheduledSend.objects.values_list("state", flat=True))


def unsent():
    """What the owner is told of: topics.py has this fact."""
    return list(Event.objects.filter(name="invoice.unsent").values_list("party_id", "data__reason"))


def test_the_statements_do_not_grow_with_the_sends(asha):
    asked = []
    for count in (2, 20):
        plan(asha, count // 2)
        plan(asha, count // 2)
        with CaptureQueriesContext(connection) as queries:
            assert run() == count
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 24


@pytest.mark.parametrize("channels", [["sms"], ["sms", "email"]])
def test_a_send_by_hand_asks_as_often_for_one_channel_as_for_two(asha, channels):
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(email="ramesh@example.com"))
        with CaptureQueriesContext(connection) as queries:
            send_invoice(invoice, channels=channels, by=asha.user)
    assert len(queries) <= 20


def test_each_is_a_message_of_its_own_and_a_fact(asha):
    plan(asha, 3)
    assert run() == 3 and run() == 0
    with asha.scope():
        numbers = Notification.objects.order_by("number").values_list("number", flat=True)
        assert list(numbers) == ["NOTIF-001", "NOTIF-002", "NOTIF-003"]
        assert Event.objects.filter(name="invoice.sent").count() == 3
        assert Event.objects.filter(name="message.queued").count() == 3


def test_one_that_is_refused_says_why_and_the_others_go(asha):
    plan(asha, 2)
    void = plan(asha)
    with asha.scope():
        void_invoice(void.invoice, reason="Mistake", by=asha.user)
    assert run() == 3
    assert states(asha) == ["failed", "sent", "sent"]
    with asha.scope():
        assert "not open" in ScheduledSend.objects.get(pk=void.pk).error_message
        assert unsent() == [(void.invoice.party_id, "not_open")]


def test_one_that_was_paid_meanwhile_is_taken_back(asha):
    paid = plan(asha)
    partly = plan(asha)
    with asha.scope():
        for invoice, amount in ((paid.invoice, paid.invoice.total), (partly.invoice, 1000)):
            record_payment(
                invoice.party,
                amount=amount,
                method="cash",
                received_on=NOW.date(),
                by=asha.user,
                invoice=invoice,
            )
    assert run() == 2
    with asha.scope():
        paid.refresh_from_db()
        assert (paid.state, paid.error_message) == ("cancelled", SETTLED)
        assert Notification.objects.get(kind="invoice_created").invoice_id == partly.invoice_id


def test_one_that_breaks_the_transaction_is_put_aside_and_the_others_go(asha):
    plan(asha, 2)
    broken = plan(asha, channels=["email"], recipients={"email": [f"{'x' * 300}@example.com"]})
    assert run() == 3
    assert states(asha) == ["failed", "sent", "sent"]
    with asha.scope():
        assert ScheduledSend.objects.get(pk=broken.pk).error_message == OURS
        assert unsent() == [(broken.invoice.party_id, "not_made")]
        assert Notification.objects.count() == 2


def test_shops_do_not_share(asha):
    other = open_shop("Other Stores")
    plan(asha, 2)
    plan(other, 2)
    assert run() == 4
    for person in (asha, other):
        with person.scope():
            assert Notification.objects.count() == 2


def test_the_caps_of_a_reader_hold_within_one_run(asha):
    plan(asha, 8)
    assert run() == 8
    with asha.scope():
        assert Notification.objects.filter(state="queued").count() == 6
        assert Notification.objects.filter(state="held").count() == 2
