"""Beat and worker that expect Redis to be away: what beat can't hand over it does itself, and nobody sleeps long."""

import random
import time
from functools import partial

import structlog
from celery.beat import PersistentScheduler, SchedulingError
from celery.worker.consumer import Consumer
from django.db import close_old_connections

from smartkhata.core import heartbeat

log = structlog.get_logger(__name__)
# Seconds between two looks for a lost Redis; not the same for all, or they would all come at once. Celery's own
# pause grows to half a minute, and work is to go on ten seconds after Redis came back.
PAUSE = (1, 3)


class Beat(PersistentScheduler):
    """Redis down or full: the sweeps run here, one after the other, so that messages still go out. They do until a
    worker has swept again, because a worker may find Redis later than we do."""

    is_alone = False
    _asks_again_at = 0

    def apply_async(self, entry, producer=None, advance=True, **kwargs):
        if time.monotonic() < self._asks_again_at:
            return self._do(entry)
        try:
            handed_over = super().apply_async(entry, producer=producer, advance=advance, **kwargs)
        except SchedulingError as error:
            log.warning("beat_works_alone", task=entry.task, error=type(error.__context__).__name__)
            self.is_alone, self._asks_again_at = True, time.monotonic() + random.uniform(*PAUSE)
            return self._do(entry)
        self.is_alone = self.is_alone and not heartbeat.seen()
        return self._do(entry) if self.is_alone else handed_over

    def _do(self, entry):
        close_old_connections()
        return self.app.tasks[entry.task].apply()

    def _ensure_connected(self):
        """Handing over connects by itself; a beat that is started without Redis must not wait for it."""
        return self.connection


class PatientConsumer(Consumer):
    """Looks for a lost Redis every few seconds."""

    def ensure_connected(self, connection):
        pause = random.uniform(*PAUSE)
        connection.ensure_connection = partial(
            connection.ensure_connection, interval_start=pause, interval_max=pause
        )
        return super().ensure_connected(connection)
