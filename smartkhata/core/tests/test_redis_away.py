"""While Redis is away or full, beat does the sweeps itself, and a worker looks for Redis every few seconds."""

import pytest
from celery import current_app
from celery.beat import PersistentScheduler, SchedulingError
from celery.worker.consumer import Consumer
from django.conf import settings
from kombu import Connection

from smartkhata.core import heartbeat, redis_away


@pytest.fixture
def beat(tmp_path, monkeypatch):
    def refused(*args, **kwargs):
        raise SchedulingError("no Redis")

    monkeypatch.setattr(PersistentScheduler, "apply_async", refused)
    return redis_away.Beat(current_app, schedule_filename=str(tmp_path / "beat"), lazy=True)


@pytest.mark.django_db(transaction=True)
def test_what_beat_can_not_hand_over_it_does_itself(beat):
    entry = beat.Entry("deliver", task="notifications.deliver", app=current_app)
    done = beat.apply_async(entry)
    assert (done.successful(), done.get()) == (True, 0)


@pytest.mark.django_db(transaction=True)
def test_beat_goes_on_until_a_worker_has_swept_again(beat, monkeypatch):
    entry = beat.Entry("deliver", task="notifications.deliver", app=current_app)
    beat.apply_async(entry)
    monkeypatch.setattr(PersistentScheduler, "apply_async", lambda *args, **kwargs: "handed over")
    monkeypatch.setattr(heartbeat, "seen", lambda: False)
    assert beat.apply_async(entry).get() == 0, "it does not ask again at once"
    beat._asks_again_at = 0
    assert beat.apply_async(entry).get() == 0
    monkeypatch.setattr(heartbeat, "seen", lambda: True)
    assert beat.apply_async(entry) == "handed over"


def test_a_beat_that_starts_without_redis_does_not_wait_for_it(beat, monkeypatch):
    there = Connection("redis://127.0.0.1:9/0")
    monkeypatch.setattr(redis_away.Beat, "connection", there)
    assert beat._ensure_connected() is there


def test_a_worker_never_waits_long_between_two_tries(monkeypatch):
    asked = {}
    monkeypatch.setattr(Consumer, "ensure_connected", lambda self, connection: connection.ensure_connection())
    connection = Connection("redis://127.0.0.1:9/0")
    monkeypatch.setattr(connection, "ensure_connection", lambda **kwargs: asked.update(kwargs))
    consumer = redis_away.PatientConsumer.__new__(redis_away.PatientConsumer)
    consumer.ensure_connected(connection)
    assert 1 <= asked["interval_start"] == asked["interval_max"] <= 3


def test_both_are_in_use():
    assert settings.CELERY_BEAT_SCHEDULER == "smartkhata.core.redis_away.Beat"
    assert settings.CELERY_WORKER_CONSUMER == "smartkhata.core.redis_away.PatientConsumer"
