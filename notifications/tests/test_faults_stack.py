"""Faults 1, 5, 6, 10, 26 and 32 with real workers, beat and Valkey (make faults)."""

import random
import time
from collections import Counter
from datetime import timedelta

import pytest
import redis
import requests
from django.utils import timezone

from invoicing.testing import an_invoice
from notifications.services.invariants import broken_everywhere
from notifications.tests.backlog import CHANNELS, backlog
from notifications.tests.figures import tell
from notifications.tests.stack import START_SECONDS, Stack, until
from smartkhata.accounts.testing import open_shop
from smartkhata.core.testing.superuser import as_superuser

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.faults]
OPEN = "SELECT count(*) FROM notifications_notification WHERE state IN ('queued', 'submitting', 'unknown')"
# Facts tell of messages for ever, so both go.
FORGET = (
    "SET session_replication_role = replica; DELETE FROM notifications_notification;"
    " DELETE FROM core_event WHERE name IN ('message.queued', 'invoice.sent')"
)
ROWS = "SELECT id, state, kind, crashes, attempts, error_message FROM notifications_notification"


@pytest.fixture
def shops(settings, no_worker):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return [open_shop(f"Shop{number} Stores") for number in range(200)]


def finish(seconds):
    """Until nothing waits."""
    until(lambda: as_superuser(OPEN) == [(0,)], seconds)


def check(stack, queued):
    """Every message at the provider, once; every row says so, also those of facts that were heard meanwhile."""
    rows = {str(pk): told for pk, *told in as_superuser(ROWS)}
    taken = stack.taken()
    lost = Counter(tuple(rows[key]) for key in set(rows) - set(taken))
    assert queued <= set(rows) == set(taken), f"lost {lost}"
    assert max(taken.values()) == 1, f"sent twice {sum(n > 1 for n in taken.values())}"
    assert {state for state, *_ in rows.values()} == {"accepted"}
    assert broken_everywhere() == []


def ten_thousand(shops):
    queued = [backlog(shop, 50, name=f"m{n}", channels=CHANNELS) for n, shop in enumerate(shops)]
    return set().union(*queued)


def test_1_ten_thousand_messages_of_200_shops_and_twenty_kills_of_all_workers(shops):
    queued = ten_thousand(shops)
    with Stack(parts=("worker", "beat"), in_flight=50) as stack:
        began = time.monotonic()
        finish(600)
        undisturbed = time.monotonic() - began
        check(stack, queued)
    as_superuser(FORGET)
    queued = ten_thousand(shops)
    with Stack(parts=("worker", "beat"), in_flight=50) as stack:
        began = time.monotonic()
        kill_often(stack, kills=20, dice=random.Random(7))
        assert len(stack.taken()) < len(queued), "the kills came too late to matter"
        finish(600)
        took = time.monotonic() - began
        check(stack, queued)
    tell(1, lost=0, duplicates=0, kills=20, undisturbed=undisturbed, seconds=took)
    assert took <= 2 * undisturbed + 120


def kill_often(stack, kills, dice):
    for _ in range(kills):
        before = sum(stack.taken().values())
        until(lambda: sum(stack.taken().values()) > before, START_SECONDS)  # noqa: B023
        time.sleep(dice.uniform(0, 0.3))
        stack.kill("worker")
        time.sleep(0.5)
        stack.start("worker")


def test_5_redis_is_flushed_and_work_goes_on_within_ten_seconds(asha, no_worker):
    with Stack() as stack:
        first = backlog(asha, 10, name="a")
        stack.wait_for(first, START_SECONDS)  # everybody is up
        second = backlog(asha, 500, name="b")  # nobody gave a hint
        stack.valkey_client().flushall()
        took = stack.wait_for(second, 10, some=1)
        finish(60)
        check(stack, first | second)
    tell(5, lost=0, duplicates=0, going_again=took)


def test_5_a_queue_of_hints_alone_would_stand_still_after_a_flush(asha, no_worker):
    with Stack(parts=("worker",), FAULT_CARELESS="only_hear_hints") as stack:
        first = backlog(asha, 10, name="a")
        stack.hint("notifications.deliver")
        stack.wait_for(first, START_SECONDS)
        second = backlog(asha, 10, name="b")
        stack.kill("worker")
        stack.hint("notifications.deliver")
        stack.valkey_client().flushall()
        stack.start("worker")
        with pytest.raises(AssertionError, match="too long"):
            stack.wait_for(second, 15, some=1)


def test_5_redis_is_killed_for_a_minute_pages_work_and_messages_go_out(asha, no_worker):
    with asha.scope():
        invoice = an_invoice(asha.user)
    with Stack(parts=("worker", "urgent", "beat", "web")) as stack:
        first = backlog(asha, 10, name="a")
        stack.wait_for(first, START_SECONDS)
        stack.valkey.process.kill()
        stack.valkey.process.wait()
        down = time.monotonic()
        answers = visit(stack, asha, invoice)
        second = backlog(asha, 300, name="b")
        while_down = stack.wait_for(second | sent_by_api(), 60)
        time.sleep(max(0, down + 60 - time.monotonic()))
        stack.valkey.start()
        third = backlog(asha, 300, name="c")
        after = stack.wait_for(third, 10, some=1)
        finish(60)
        check(stack, first | second | third | sent_by_api())
    tell(5, lost=0, duplicates=0, pages=answers, while_down=while_down, going_again=after)


def test_6_redis_is_full_pages_work_and_messages_go_out(asha, no_worker):
    with asha.scope():
        invoice = an_invoice(asha.user)
    with Stack(parts=("worker", "urgent", "beat", "web")) as stack:
        first = backlog(asha, 10, name="a")
        stack.wait_for(first, START_SECONDS)
        stack.valkey_client().config_set("maxmemory", "1mb")
        with pytest.raises(redis.exceptions.OutOfMemoryError):
            stack.valkey_client().set("more", "x")
        answers = visit(stack, asha, invoice)
        second = backlog(asha, 300, name="b")
        took = stack.wait_for(second | sent_by_api(), 60)
        finish(60)
        check(stack, first | second | sent_by_api())
    tell(6, lost=0, duplicates=0, pages=answers, seconds=took)


def test_6_a_beat_that_only_hands_over_is_caught(asha, no_worker):
    with Stack(parts=("worker", "beat"), FAULT_CARELESS="only_hand_over") as stack:
        first = backlog(asha, 10, name="a")
        stack.wait_for(first, START_SECONDS)
        stack.valkey_client().config_set("maxmemory", "1mb")
        second = backlog(asha, 10, name="b")
        with pytest.raises(AssertionError, match="too long"):
            stack.wait_for(second, 15, some=1)


def visit(stack, person, invoice):
    """Pages and a send through the real web server; {status: how often}, none of them 5xx."""
    cookies = {name: morsel.value for name, morsel in person.client.cookies.items()}
    pages = ["", "customers/", "invoices/", "payments/", f"invoices/{invoice.pk}/"] * 4
    asked = [requests.get(stack.web + person.url(page), cookies=cookies, timeout=30) for page in pages]
    body = {"send_via": "sms"}
    sending = f"{stack.web}/api/invoices/{invoice.number}/send"
    asked.append(requests.post(sending, json=body, headers=person.api.headers, timeout=30))
    answers = sorted({answer.status_code for answer in asked})
    assert answers[-1] < 400, answers
    return {status: sum(answer.status_code == status for answer in asked) for status in answers}


def sent_by_api():
    """What the product itself queued."""
    rows = as_superuser("SELECT id FROM notifications_notification WHERE number LIKE 'NOTIF-%'")
    return {str(pk) for (pk,) in rows}


def test_26_two_beats_and_four_workers_send_each_once(asha, no_worker):
    parts = ("worker", "worker2", "urgent", "urgent2", "beat", "beat2")
    with Stack(parts=parts, in_flight=50, SWEEP_SECONDS="1") as stack:
        queued = backlog(asha, 3000, channels=CHANNELS)
        codes = backlog(asha, 50, name="c", kind="otp", priority=0)
        finish(300)
        check(stack, queued | codes)
    tell(26, lost=0, duplicates=0)


def test_32_codes_overtake_ten_thousand_messages(asha, charlie, no_worker):
    with Stack(delay=0.1, in_flight=10) as stack:
        queued, began = backlog(asha, 10_000), time.monotonic()
        finish(600)
        undisturbed = time.monotonic() - began
    as_superuser(FORGET)
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
        for number in range(3):
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
    # The machine's own moods go with the slower rounds.
    tell(10, p95_alone=min(alone) * 1000, p95_beside=min(beside) * 1000, in_transaction=0)
    assert min(beside) <= min(alone) * 1.1


def seconds_of_pages(stack, person, count):
    cookies = {name: morsel.value for name, morsel in person.client.cookies.items()}
    took = []
    for _ in range(count):
        began = time.monotonic()
        assert requests.get(stack.web + person.url("customers/"), cookies=cookies, timeout=30).ok
        took.append(time.monotonic() - began)
    return sorted(took)
