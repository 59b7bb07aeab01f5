"""Fault 30: a message that can't be made, that stops its worker, or that is huge. Nobody else waits for it."""

import time
from datetime import timedelta

import pytest
from celery import current_app
from django.utils import timezone

from invoicing.services import documents
from notifications.models import Notification
from notifications.services import composing, delivery, outcomes, preparing
from notifications.testing import deliver, fresh
from notifications.tests.runs import DUE, MESSAGES, proven, repeats, rows, server, states, use
from smartkhata.core.testing.lives import Lives
from smartkhata.core.testing.superuser import as_superuser

__all__ = ["rows", "server"]
pytestmark = pytest.mark.django_db(transaction=True)
SEND = "notifications.tests.faultworker.send"
ODD = {
    "emoji and right to left": "\U0001f600 \u202e\u0637\u0628 " * 500,
    "ten thousand lines": "line\n" * 10_000,
    "five megabytes": "<p>x</p>" * 625_000,
}


@pytest.fixture
def poison(rows, monkeypatch):
    """One of the rows can't be made into a message."""
    real = preparing.composed

    def composed(waiting, shop):
        made = real(waiting, shop)
        return made | ({rows[0].pk: ValueError("no")} if rows[0].pk in made else {})

    monkeypatch.setattr(preparing, "composed", composed)
    return rows[0]


def test_what_can_not_be_made_is_put_aside_after_three_tries_and_holds_nobody_up(
    asha, poison, server, monkeypatch
):
    use(monkeypatch, server)
    proven()
    began = time.monotonic()
    deliver()
    assert states(asha) == {"accepted": MESSAGES - 1, "queued": 1} and time.monotonic() - began < 5
    for _ in range(4):
        as_superuser(DUE)
        deliver()
    assert states(asha) == {"accepted": MESSAGES - 1, "quarantined": 1}
    assert fresh(asha, poison).attempts == 3


def test_a_queue_that_never_gives_up_on_one_is_caught(asha, poison, server, monkeypatch):
    use(monkeypatch, server)
    proven()
    monkeypatch.setattr(outcomes, "MAX_CRASHES", 1_000)
    for _ in range(5):
        as_superuser(DUE)
        deliver()
    assert states(asha) == {"accepted": MESSAGES - 1, "queued": 1}
    assert fresh(asha, poison).attempts > 3


def test_a_batch_that_is_made_in_one_go_is_caught(asha, poison, server, monkeypatch):
    use(monkeypatch, server)

    def in_one_go(claims):
        parcels, results = preparing.prepared(claims)
        if any(result.error_message for result in results):
            raise ValueError("the whole batch")
        return parcels, results

    monkeypatch.setattr(delivery, "prepared", in_one_go)
    with pytest.raises(ValueError, match="whole batch"):
        deliver()
    assert states(asha) == {"submitting": MESSAGES}


@pytest.fixture(scope="module")
def lives(django_db_setup):
    with Lives() as lives:
        yield lives


def test_what_stops_its_worker_is_put_aside_after_three_and_the_others_go_out(asha, rows, server, lives):
    proven()
    deadly = rows[0]
    ends = []
    while not ends or ends[-1] != 0:
        ends.append(lives.live(SEND, url=server.url, deadly=str(deadly.pk), lease=4))
        assert len(ends) <= 4
    assert ends == [-9, -9, -9, 0]
    assert states(asha) == {"accepted": MESSAGES - 1, "quarantined": 1}
    assert (len(server.fake.taken), repeats(server)) == (MESSAGES - 1, 0)


@pytest.mark.parametrize("name", ODD)
def test_odd_words_go_out_as_they_are_and_the_worker_stays_small(asha, rows, server, lives, name):
    proven()
    with asha.scope():
        Notification.objects.filter(pk=rows[0].pk).update(body=ODD[name], channel="email")
    assert lives.live(SEND, url=server.url, memory_mb=400) == 0
    assert states(asha) == {"accepted": MESSAGES}


def test_a_letter_without_its_pdf_holds_nobody_up_and_goes_after_a_minute(asha, rows, server, monkeypatch):
    use(monkeypatch, server)
    proven()
    monkeypatch.setattr(composing, "pdf_available", lambda: True)
    with asha.scope():
        Notification.objects.filter(pk=rows[0].pk).update(attach_pdf=True, channel="email")
    began = time.monotonic()
    deliver()
    assert states(asha) == {"accepted": MESSAGES - 1, "queued": 1} and time.monotonic() - began < 5
    with asha.scope():
        Notification.objects.filter(pk=rows[0].pk).update(created_at=timezone.now() - timedelta(seconds=61))
    as_superuser(DUE)
    deliver()
    assert states(asha) == {"accepted": MESSAGES}


def test_a_pdf_that_crashes_each_time_holds_nobody_up_and_the_letter_goes_without_it(
    asha, rows, server, monkeypatch
):
    tried = []

    def crashes(document, *, paper):
        tried.append(document)
        raise MemoryError("a picture of a million lines")

    def by_a_worker(task, ids):
        if task == "invoicing.render":
            with pytest.raises(MemoryError):
                current_app.tasks[task](*ids)

    use(monkeypatch, server)
    proven()
    monkeypatch.setattr("smartkhata.core.queue._publish", by_a_worker)
    monkeypatch.setattr(documents, "render_pdf", crashes)
    for module in (composing, documents):
        monkeypatch.setattr(module, "pdf_available", lambda: True)
    letter = {"attach_pdf": True, "channel": "email", "recipient": "ramesh@example.com"}
    for seconds, waiting in ((6, {"queued": 1}), (61, {})):
        with asha.scope():
            at = timezone.now() - timedelta(seconds=seconds)
            Notification.objects.filter(pk=rows[0].pk).update(created_at=at, **letter)
        as_superuser(DUE)
        deliver()
        assert states(asha) == {"accepted": MESSAGES - len(waiting)} | waiting
    assert tried and (len(server.fake.taken), repeats(server)) == (MESSAGES, 0)


def test_a_character_that_no_text_may_have_is_no_error_of_ours(asha, rows, no_worker):
    body = {"send_via": "sms", "custom_message": "a\x00b"}
    assert asha.api.post(f"/api/invoices/{rows[0].invoice.number}/send", body).status_code in (200, 400)
