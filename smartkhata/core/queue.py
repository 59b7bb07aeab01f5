"""Hints for the workers. The work itself stands in a row, so a lost hint costs seconds, never the work.

A hint without ids says only "look at your rows": while one of its kind waits, another would say nothing new.
"""

from contextlib import suppress
from functools import lru_cache, partial

import redis
import structlog
from celery import current_app
from django.conf import settings
from django.db import connection, transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)

# A hint that a dying worker took along is missed no longer than this; the sweep comes as often.
HINT_SECONDS = 5


def enqueue(task, *ids):
    """After commit, ask a worker to run `task` (its registered name) with `ids` (strings)."""
    if ids or not _is_waiting(task):
        transaction.on_commit(partial(_publish, task, ids))


def heard(task):
    """A worker begins `task`: what is committed from now on needs a hint of its own."""
    with suppress(RedisError):
        _client(settings.REDIS_URL).delete(f"hint:{task}")


def _is_waiting(task):
    """Whether this transaction will give the same hint already."""
    return any(getattr(hook[1], "args", None) == (task, ()) for hook in connection.run_on_commit)


def _publish(task, ids):
    try:
        if not ids and not _client(settings.REDIS_URL).set(f"hint:{task}", 1, nx=True, ex=HINT_SECONDS):
            return
        current_app.tasks[task].apply_async(ids, retry=False)
    except (OperationalError, RedisError, OSError) as error:
        # The sweep finds the row within seconds; the request must not fail because Redis is away.
        log.warning("hint_lost", task=task, error=type(error).__name__)


@lru_cache
def _client(url):
    return redis.Redis.from_url(url, socket_connect_timeout=0.5, socket_timeout=0.5)
