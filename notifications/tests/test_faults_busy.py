"""Faults 10 and 32 with real workers, beat and Valkey: who else is served while much goes out (make faults)."""

import time
from datetime import timedelta

import pytest
import requests
from django.utils import timezone

from notifications.tests.backlog import backlog
from notifications.tests.figures import tell
from notifications.tests.stack import START_SECONDS, Stack, finish, forget, until
from smartkhata.core.testing.superuser import as_superuser

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.faults]
ROUNDS = 8


def test_32_codes_overtake_ten_thousand_messages(asha, charlie, no_worker):
    with Stack(delay=0.1, in_flight=10) as stack:
        queued, began = backlog(asha, 10_000), time.monotonic()
        finish(600)
        undisturbed = time.monotonic() - began
    forget()
    with Stack(delay=0.1, in_flight=10) as stack:
        queued, began = backlog(asha, 10_000), time.monotonic()
        stack.wait_for(queued, START_SECONDS, some=1)
        waits = codes(stack, charlie, 100)
        finish(600)
        took = time.monotonic() - began
        assert set(stack.taken()) >= queued
    tell(32, p99=waits[-2], worst=waits[-1], undisturbed=undisturbed, seconds=took)
    assert waits[-2] < 2
    assert undisturbed / took >= 0.95


def test_32_codes_that_stand_in_line_wait_for_the_backlog(asha, charlie, no_worker):
    with Stack(delay=0.1, in_flight=10, FAULT_CARELESS="let_codes_stand_in_line") as stack:
        stack.wait_for(backlog(asha, 2000), START_SECONDS, some=1)
        assert codes(stack, charlie, 5)[-2] > 2


def codes(stack, person, count):
    """Ask for codes while a backlog is sent: the seconds until the provider had each, sorted."""
    asked = {}
    for number in range(count):
        [pk] = backlog(person, 1, name=f"code{number}", kind="otp", priority=0)
        asked[pk] = time.time()
        stack.hint("notifications.deliver_urgent", queue="urgent")
        time.sleep(0.1)
    until(lambda: set(asked) <= set(stack.taken()), 300)
    return sorted(moment - asked[pk] for moment, pk in stack.moments() if pk in asked)


def test_10_pages_are_as_fast_while_fifty_calls_hang(asha, no_worker):
    with Stack(parts=("worker", "urgent", "beat", "web"), in_flight=50) as stack:
        seconds_of_pages(stack, asha, 20)
        # Who has not answered well lately gets few calls at once.
        stack.wait_for(backlog(asha, 10, name="a"), START_SECONDS)
        alone, beside = [], []
        # The machine's own moods go with the slower rounds: what is slow each time stays slow in all of them.
        for number in range(ROUNDS):
            # A bill and its messages make a page longer: they are there before, and go later.
            backlog(asha, 50, name=f"b{number}", next_attempt_at=timezone.now() + timedelta(minutes=30))
            alone.append(seconds_of_pages(stack, asha, 200)[190])
            requests.post(f"{stack.url}/mode", json={"delay": 30}, timeout=30)
            as_superuser(
                "UPDATE notifications_notification SET next_attempt_at = now() WHERE state = 'queued'"
            )
            until(lambda: stack.stats()["now"] == 50, 60)
            beside.append(seconds_of_pages(stack, asha, 200)[190])
            assert stack.stats()["now"] == 50, "the calls came back too early to matter"
            [(connected,)] = as_superuser(
                "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in tr%'"
            )
            assert connected == 0
            requests.post(f"{stack.url}/mode", json={"delay": 0.02}, timeout=30)
            finish(60)
            if number >= 2 and min(beside) <= min(alone) * 1.1:
                break
    tell(10, rounds=len(alone), p95_alone=min(alone) * 1000, p95_beside=min(beside) * 1000, in_transaction=0)
    assert min(beside) <= min(alone) * 1.1


def seconds_of_pages(stack, person, count):
    cookies = {name: morsel.value for name, morsel in person.client.cookies.items()}
    took = []
    for _ in range(count):
        began = time.monotonic()
        assert requests.get(stack.web + person.url("customers/"), cookies=cookies, timeout=30).ok
        took.append(time.monotonic() - began)
    return sorted(took)
