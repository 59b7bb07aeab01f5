"""While Redis is away or full, beat does the sweeps itself, and a worker looks for Redis every few seconds."""

import pytest
from celery import current_app
from celery.beat import PersistentScheduler, SchedulingError
from celery.worker.consumer import Consumer
from django.conf import settings
from kombu import Connection

from smartkhata.core import redis_away


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
    assert asked == {"interval_max": redis_away.LONGEST_PAUSE}


def test_both_are_in_use():
    assert settings.CELERY_BEAT_SCHEDULER == "smartkhata.core.redis_away.Beat"
    assert settings.CELERY_WORKER_CONSUMER == "smartkhata.core.redis_away.PatientConsumer"
