"""Faults 5, 11, 26, 30 and 32: what happens in the queue itself. Nobody is held up by somebody else's trouble."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.utils import timezone

from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.models import Notification
from notifications.providers.base import Outcome
from notifications.services import gates, preparing
from notifications.services.delivery import deliver_due
from notifications.services.outbox import send_invoice
from notifications.testing import deliver
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


def test_11_mail_arrives_once_while_sms_fails_and_the_fact_is_recorded_once(asha, no_worker, use_provider):
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(phone="+919876500001", email="ramesh@example.com"))
        send_invoice(invoice, channels=["sms", "email"], by=asha.user, include_pdf=False)
    fake = use_provider()
    fake.send = lambda message: (
        fake.got.append(message)
        or Outcome("rejected" if message.channel == "sms" else "accepted", error="no")
    )
    for _ in range(3):
        deliver()
    assert Counter(message.channel for message in fake.got) == {"sms": 1, "email": 1}
    with asha.scope():
        assert Event.objects.filter(name="message.failed").count() == 1
    shown = asha.api.get(f"/api/invoices/{invoice.number}/delivery-status").json()
    assert (shown["email"]["sent"], shown["sms"]["delivery_status"]) == (True, "failed")


def test_26_four_workers_at_once_send_each_once(asha, rows, server, monkeypatch):
    use(monkeypatch, server)
    proven()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: in_thread(deliver), range(4)))
    assert (len(server.fake.taken), repeats(server)) == (MESSAGES, 0)


def test_30_a_message_that_can_not_be_made_is_put_aside_and_holds_nobody_up(asha, rows, server, monkeypatch):
    use(monkeypatch, server)
    proven()
    poison, real = rows[0].pk, preparing.composed

    def composed(rows, shop):
        made = real(rows, shop)
        return made | ({poison: ValueError("no")} if poison in made else {})

    monkeypatch.setattr(preparing, "composed", composed)
    deliver()
    assert states(asha) == {"accepted": MESSAGES - 1, "queued": 1}
    for _ in range(4):
        as_superuser(DUE)
        deliver()
    assert states(asha) == {"accepted": MESSAGES - 1, "quarantined": 1}


@pytest.mark.parametrize("body", ["😀 ‮طب " * 500, "line\n" * 10_000, "x" * 5_000_000])
def test_30_odd_words_go_out_as_they_are(asha, rows, server, monkeypatch, body):
    use(monkeypatch, server, timeout=10)
    with asha.scope():
        Notification.objects.filter(pk=rows[0].pk).update(body=body, channel="email")
    deliver()
    assert states(asha) == {"accepted": MESSAGES}


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
