"""Faults 7, 8 and 9: a provider that misbehaves. Nothing lost, nothing sent twice, by the provider's own log.

Each has a careless variant that must fail the same count, or the test would prove nothing.
"""

import pytest
from django.utils import timezone

from notifications.models import Notification, ProviderGate
from notifications.providers.base import Outcome
from notifications.services import gates, outcomes, sending
from notifications.testing import deliver, serve
from notifications.tests.fake_http import FakeHttp
from notifications.tests.runs import (
    DUE,
    MESSAGES,
    later,
    proven,
    repeats,
    rows,
    server,
    states,
    use,
)
from smartkhata.core.testing.superuser import as_superuser
from smartkhata.core.tests.wire import certificate
from smartkhata.core.tests.wire import server as wire

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


@pytest.mark.usefixtures("by_day")
def test_7_a_reminder_in_doubt_is_never_repeated(asha, rows, server, monkeypatch):
    use(monkeypatch, server)
    proven()
    with asha.scope():
        Notification.objects.update(kind="payment_reminder")
    server.fake.mode, server.fake.share = "hang", 0.2
    deliver()
    doubted = states(asha)["unknown"]
    later(601)
    server.fake.mode = "ok"
    deliver()
    assert states(asha) == {"accepted": MESSAGES - doubted, "failed": doubted} and doubted
    assert repeats(server) == 0


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


@pytest.fixture(params=["a closed port", "no name", "a foreign certificate"])
def nobody(request, tmp_path):
    """An address at which no request can arrive."""
    if request.param == "a foreign certificate":
        with wire(tls=certificate(tmp_path, "localhost")[0]) as there:
            yield f"https://localhost:{there.port}"
    else:
        yield {"a closed port": "http://127.0.0.1:9", "no name": "http://no-such-host.invalid"}[request.param]


def test_8_nobody_there_is_no_doubt_and_all_go_out_later(asha, rows, server, monkeypatch, nobody):
    serve(monkeypatch, FakeHttp(nobody))
    deliver()
    assert states(asha) == {"queued": MESSAGES}
    use(monkeypatch, server)
    ProviderGate.objects.all().delete()
    proven()
    as_superuser(DUE)
    deliver()
    assert (states(asha), repeats(server)) == ({"accepted": MESSAGES}, 0)


def test_8_taking_every_failure_for_a_doubt_is_caught(asha, rows, monkeypatch, nobody):
    monkeypatch.setattr(sending, "_read", lambda *_: Outcome("ambiguous"))
    serve(monkeypatch, FakeHttp(nobody))
    deliver()
    assert states(asha)["unknown"] > 0


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


def test_9_a_provider_that_refuses_every_second_call_loses_nothing(asha, rows, server, monkeypatch):
    use(monkeypatch, server)
    proven()
    server.fake.mode, server.fake.share = "flap_503", 0.5
    for _ in range(60):
        ProviderGate.objects.update(probe_at=timezone.now())
        as_superuser(DUE)
        deliver()
    assert (states(asha), repeats(server)) == ({"accepted": MESSAGES}, 0)
