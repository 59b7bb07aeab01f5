"""Faults 1, 5, 6 and 26 with real workers, beat and Valkey (make faults)."""

import random
import time

import pytest
import redis
import requests

from invoicing.testing import an_invoice
from notifications.tests.backlog import CHANNELS, backlog
from notifications.tests.figures import tell
from notifications.tests.stack import START_SECONDS, Stack, check, finish, forget, until
from smartkhata.accounts.testing import open_shop
from smartkhata.core.testing.superuser import as_superuser

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.faults]


@pytest.fixture
def shops(settings, no_worker):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return [open_shop(f"Shop{number} Stores") for number in range(200)]


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
    forget()
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
