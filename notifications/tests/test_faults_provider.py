"""Faults 7 to 10 and 12: a provider that misbehaves. Nothing lost, nothing sent twice, by the provider's own log.

Each has a careless variant that must fail the same count, or the test would prove nothing.
"""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.utils import timezone

from notifications.models import Notification, ProviderGate
from notifications.services import gates, outcomes
from notifications.testing import deliver, serve
from notifications.tests.fake_http import FakeHttp
from notifications.tests.runs import (
    DUE,
    MESSAGES,
    in_thread,
    later,
    proven,
    repeats,
    rows,
    server,
    states,
    use,
)
from smartkhata.core.testing.superuser import as_superuser

__all__ = ["rows", "server"]
pytestmark = pytest.mark.django_db(transaction=True)


def test_7_no_answer_is_looked_up_and_not_repeated(asha, rows, server, monkeypatch):
    use(monkeypatch, server, has_look_up=True)
    proven()
    server.fake.mode, server.fake.share = "hang", 0.2
    deliver()
    assert states(asha)["unknown"] == MESSAGES - states(asha)["accepted"] > 0
    later(31)
    deliver()
    assert states(asha) == {"accepted": MESSAGES}
    assert (len(server.fake.taken), repeats(server)) == (MESSAGES, 0)


def test_7_without_a_look_up_it_is_repeated_once_and_says_so(asha, rows, server, monkeypatch):
    use(monkeypatch, server)
    proven()
    server.fake.mode, server.fake.share = "hang", 0.2
    deliver()
    doubted = states(asha)["unknown"]
    later(601)
    server.fake.mode = "ok"
    deliver()
    assert states(asha) == {"accepted": MESSAGES}
    with asha.scope():
        assert Notification.objects.filter(possible_duplicate=True).count() == doubted == repeats(server)


def test_7_a_blind_repeat_would_send_twice_without_a_word(asha, rows, server, monkeypatch):
    provider = use(monkeypatch, server)
    proven()
    server.fake.mode, server.fake.share = "hang", 0.2
    monkeypatch.setattr(outcomes, "after", lambda *_: "queued")
    deliver()
    server.fake.mode = "ok"
    as_superuser(DUE)
    monkeypatch.undo()
    serve(monkeypatch, provider)
    deliver()
    with asha.scope():
        assert repeats(server) > Notification.objects.filter(possible_duplicate=True).count()


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://no-such-host.invalid"])
def test_8_nobody_there_is_no_doubt(asha, rows, monkeypatch, url):
    serve(monkeypatch, FakeHttp(url))
    deliver()
    assert states(asha) == {"queued": MESSAGES}


def test_9_retry_after_is_kept_for_everybody(asha, rows, server, monkeypatch):
    use(monkeypatch, server)
    server.fake.mode, server.fake.retry_after = "refuse_429", 30
    deliver()
    first = len(server.fake.calls)
    assert 0 < first <= gates.TRIAL
    as_superuser(DUE)
    deliver()
    assert len(server.fake.calls) == first, "a call before Retry-After was over"
    ProviderGate.objects.update(held_until=timezone.now(), opened_at=None)
    server.fake.mode = "ok"
    as_superuser(DUE)
    deliver()
    assert states(asha) == {"accepted": MESSAGES}


def test_9_without_the_gate_every_message_would_knock(asha, rows, server, monkeypatch):
    use(monkeypatch, server)
    server.fake.mode = "refuse_429"
    monkeypatch.setattr(gates, "allowed", lambda key, wanted, **_: (wanted, timezone.now()))
    deliver()
    assert len(server.fake.calls) == MESSAGES


@pytest.mark.parametrize("mode", ["error_500", "error_503"])
def test_9_the_breaker_opens_after_twenty_calls_and_tries_one_each_15_seconds(
    asha, rows, server, monkeypatch, mode
):
    use(monkeypatch, server)
    server.fake.mode = mode
    deliver()
    assert len(server.fake.calls) == gates.TRIAL and gates.is_open("fake:test")
    ProviderGate.objects.update(probe_at=timezone.now())
    for _ in range(3):
        as_superuser(DUE)
        deliver()
    assert len(server.fake.calls) == gates.TRIAL + 1
    server.fake.mode = "ok"
    for _ in range(3):
        ProviderGate.objects.update(probe_at=timezone.now())
        as_superuser(DUE)
        deliver()
    assert not gates.is_open("fake:test")
    assert states(asha)["queued"] == 0


def test_10_a_slow_provider_holds_no_transaction(asha, rows, server, monkeypatch):
    use(monkeypatch, server, timeout=10)
    proven()
    server.fake.delay = 1.5
    start = time.monotonic()
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(in_thread, deliver)
        time.sleep(0.9)
        held = as_superuser(
            "SELECT count(*) FILTER (WHERE state LIKE 'idle in transaction%'), count(*) FROM pg_stat_activity"
            " WHERE usename = 'sk_app' AND datname = current_database()"
        )
        running.result()
    assert server.fake.peak == MESSAGES and time.monotonic() - start < 10
    [(in_transaction, connected)] = held
    assert in_transaction == 0 and connected <= 3


@pytest.mark.parametrize("mode", ["garbage", "truncated", "no_id"])
def test_12_an_answer_that_can_not_be_read_is_a_doubt_and_no_loop(asha, rows, server, monkeypatch, mode):
    use(monkeypatch, server)
    proven()
    server.fake.mode = mode
    for _ in range(3):
        deliver()
    assert states(asha) == {"unknown": MESSAGES}
    assert (len(server.fake.calls), repeats(server)) == (MESSAGES, 0)
