"""Hints for the workers. The work itself stands in a row, so a lost hint costs seconds, never the work."""

from functools import partial

import structlog
from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)


def enqueue(task, *ids):
    """After commit, ask a worker to run `task` (its registered name) with `ids` (strings)."""
    transaction.on_commit(partial(_publish, task, ids))


def _publish(task, ids):
    try:
        current_app.tasks[task].apply_async(ids, retry=False)
    except (OperationalError, RedisError, OSError) as error:
        # The sweep finds the row within seconds; the request must not fail because Redis is away.
        log.warning("hint_lost", task=task, error=type(error).__name__)
