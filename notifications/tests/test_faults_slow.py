"""Fault 10: a provider that takes its time. Nothing is held meanwhile, and codes don't wait for it."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from notifications.models import Notification
from notifications.services.delivery import deliver_due
from notifications.services.sending import Caller
from notifications.testing import deliver
from notifications.tests.runs import MESSAGES, in_thread, proven, rows, server, use
from smartkhata.core.tenancy import no_scope
from smartkhata.core.testing.superuser import as_superuser

__all__ = ["rows", "server"]
pytestmark = pytest.mark.django_db(transaction=True)
HELD = (
    "SELECT count(*) FILTER (WHERE state LIKE 'idle in transaction%'), count(*) FROM pg_stat_activity"
    " WHERE usename = 'sk_app' AND datname = current_database()"
)


@pytest.fixture
def slow(monkeypatch, server):
    use(monkeypatch, server, timeout=30)
    proven()
    server.fake.delay = 2.5
    return server


def held_while_it_waits(server):
    """(transactions open, connections) while all messages are with the provider."""
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(in_thread, deliver)
        until_there_are(server, MESSAGES)
        [held] = as_superuser(HELD)
        running.result()
    return held


def until_there_are(server, count):
    end = time.monotonic() + 20
    while server.fake.now < count and time.monotonic() < end:
        time.sleep(0.02)
    assert server.fake.now == count


def test_no_transaction_and_few_connections_are_held(asha, rows, slow):
    in_transaction, connected = held_while_it_waits(slow)
    assert in_transaction == 0
    assert connected <= 1 + 2  # one worker


def test_a_call_inside_a_transaction_is_caught(asha, rows, slow, monkeypatch):
    send = Caller.send

    def inside(self, calls):
        with transaction.atomic():
            connection.cursor().execute("SELECT 1")
            return send(self, calls)

    monkeypatch.setattr(Caller, "send", inside)
    assert held_while_it_waits(slow)[0] == 1


def seconds_for_a_code(asha, rows, server, *, urgent):
    """From asking for a code to the provider having it, while forty slow calls are under way."""
    with asha.scope():
        code = rows.pop()
        Notification.objects.filter(pk=code.pk).update(state="failed")
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(in_thread, deliver)
        until_there_are(server, MESSAGES - 1)
        server.fake.delay, began = 0, time.monotonic()
        with asha.scope():
            Notification.objects.filter(pk=code.pk).update(state="queued", priority=0, kind="otp")
        if not urgent:
            running.result()
        with no_scope():
            deliver_due(urgent=True)
        running.result()
    assert str(code.pk) in server.fake.taken
    return server.fake.at[str(code.pk)] - began


def test_a_code_does_not_wait_for_slow_calls(asha, rows, slow):
    assert seconds_for_a_code(asha, rows, slow, urgent=True) < 2


def test_one_worker_for_all_is_caught(asha, rows, slow):
    slow.fake.delay = 4
    assert seconds_for_a_code(asha, rows, slow, urgent=False) > 2
