"""Faults 5, 11, 26 and 32: what happens in the queue itself. Nobody is held up by somebody else's trouble."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.utils import timezone

from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.models import Notification
from notifications.providers.base import Outcome
from notifications.services import delivery, gates
from notifications.services.claiming import Claim
from notifications.services.delivery import deliver_due
from notifications.services.outbox import send_invoice
from notifications.services.planned import send_scheduled
from notifications.services.schedules import schedule_send
from notifications.testing import deliver
from notifications.tests.careless import CARELESS
from notifications.tests.runs import (
    DUE,
    MESSAGES,
    in_thread,
    proven,
    repeats,
    rows,
    server,
    states,
    use,
)
from smartkhata.core.models import Event
from smartkhata.core.tenancy import no_scope
from smartkhata.core.testing.superuser import as_superuser

__all__ = ["rows", "server"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def by_both(asha, no_worker):
    """An invoice that goes out by SMS and by e-mail."""
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(phone="+919876500001", email="ramesh@example.com"))
        send_invoice(invoice, channels=["sms", "email"], by=asha.user, include_pdf=False)
    return invoice


def sms_fails(fake, state):
    """The channels that `fake` is asked by; every SMS ends in `state`."""
    asked = Counter()

    def send(message):
        asked[message.channel] += 1
        return Outcome(state if message.channel == "sms" else "accepted", error="no")

    fake.send = send
    return asked


def run_until_it_is_too_late(asha):
    for _ in range(3):
        as_superuser(DUE)
        deliver()
    as_superuser("UPDATE notifications_notification SET expires_at = now() WHERE state = 'queued'")
    as_superuser(DUE)
    deliver()


@pytest.mark.parametrize(("state", "calls"), [("rejected", 1), ("not_sent", 3)])
def test_11_mail_arrives_once_while_sms_fails_for_ever(asha, by_both, use_provider, state, calls):
    asked = sms_fails(use_provider(), state)
    run_until_it_is_too_late(asha)
    assert asked == {"sms": calls, "email": 1}
    with asha.scope():
        assert Event.objects.filter(name="message.failed").count() == 1
    shown = asha.api.get(f"/api/invoices/{by_both.number}/delivery-status").json()
    assert (shown["email"]["sent"], shown["sms"]["delivery_status"]) == (True, "failed")


def test_11_one_state_for_all_channels_is_caught(asha, by_both, use_provider):
    asked = sms_fails(use_provider(), "not_sent")
    for _ in range(3):
        as_superuser(DUE)
        deliver()
        as_superuser("UPDATE notifications_notification SET state = 'queued'")
    assert asked["email"] == 3


def test_26_four_workers_at_once_send_each_once(asha, rows, server, monkeypatch):
    use(monkeypatch, server)
    proven()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: in_thread(deliver), range(4)))
    assert (len(server.fake.taken), repeats(server)) == (MESSAGES, 0)


def test_26_two_sweeps_of_what_was_planned_queue_it_once(asha, no_worker):
    now = timezone.now()
    with asha.scope():
        invoice = an_invoice(asha.user)
        schedule_send(invoice, moment=(now + timedelta(days=1)).isoformat(), channels=["sms"], by=asha.user)
    at_once(4, lambda: send_scheduled(now=now + timedelta(days=1, seconds=1)))
    assert states(asha) == {"queued": 1}


def test_26_a_claim_without_a_lock_is_caught(asha, rows, server, monkeypatch):
    use(monkeypatch, server, timeout=20)
    proven()
    server.fake.delay, together = 0.5, Barrier(2)
    monkeypatch.setattr(delivery, "claim", read_then_write(together))
    monkeypatch.setattr(delivery, "submit", lambda calls: {claim for claim, _ in calls})
    at_once(2, lambda: deliver_due(limit=MESSAGES))
    assert repeats(server) == MESSAGES


def read_then_write(together):
    """What is due is read, and marked as taken in a second statement."""

    def claim(limit, *, urgent=False, suspects=False):
        if urgent or suspects:
            return []
        due = as_superuser("SELECT business_id, id FROM notifications_notification WHERE state = 'queued'")
        together.wait(20)
        as_superuser("UPDATE notifications_notification SET state = 'submitting', lease_token = id")
        return [Claim(shop, pk, pk, False) for shop, pk in due]

    return claim


def at_once(workers, act):
    def alone():
        with no_scope():
            return in_thread(act)

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(lambda _: alone(), range(workers)))


def test_5_without_redis_nothing_is_lost_and_nobody_sees_an_error(asha, settings, server, monkeypatch):
    settings.REDIS_URL = "redis://127.0.0.1:9/0"
    use(monkeypatch, server)
    with asha.scope():
        send_invoice(an_invoice(asha.user), channels=["sms"], by=asha.user)
    if states(asha)["queued"]:
        deliver()
    assert states(asha) == {"accepted": 1}


def test_32_a_code_goes_before_a_backlog(asha, rows, server, monkeypatch):
    use(monkeypatch, server)
    with asha.scope():
        Notification.objects.filter(pk=rows[-1].pk).update(priority=0, kind="otp")
    with no_scope():
        assert deliver_due(urgent=True) == 1
    assert list(server.fake.taken) == [str(rows[-1].pk)]


def test_32_a_queue_without_lanes_is_caught(asha, rows, server, monkeypatch):
    use(monkeypatch, server)
    proven()
    with asha.scope():
        Notification.objects.filter(pk=rows[-1].pk).update(priority=0, kind="otp")
    CARELESS["let_codes_stand_in_line"](monkeypatch.setattr)
    with no_scope():
        deliver_due(urgent=True)
    assert list(server.fake.taken).index(str(rows[-1].pk)) == MESSAGES - 1


def test_32_one_shops_backlog_leaves_another_its_turn(asha, charlie, rows, server, monkeypatch):
    use(monkeypatch, server)
    with charlie.scope():
        [his] = send_invoice(an_invoice(charlie.user), channels=["sms"], by=charlie.user)["sms"]
    as_superuser(f"UPDATE notifications_notification SET next_attempt_at = now() WHERE id = '{his.pk}'")
    with no_scope():
        deliver_due(limit=10)
    assert str(his.pk) in server.fake.taken


def test_a_bucket_lets_through_what_the_provider_allows_and_a_code_always():
    now = timezone.now()
    gates.note("slow:sms", good=1, now=now)
    assert gates.allowed("slow:sms", 50, rate=10, now=now)[0] == 10
    assert gates.allowed("slow:sms", 50, rate=10, now=now)[0] == 0
    assert gates.allowed("slow:sms", 3, rate=10, urgent=True, now=now)[0] == 3
    assert gates.allowed("slow:sms", 50, rate=10, now=now + timedelta(seconds=1))[0] == 7
