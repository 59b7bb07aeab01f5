"""Beat and worker that expect Redis to be away: what beat can't hand over it does itself, and nobody sleeps long."""

from functools import partial

import structlog
from celery.beat import PersistentScheduler, SchedulingError
from celery.worker.consumer import Consumer
from django.db import close_old_connections

log = structlog.get_logger(__name__)
# Celery waits up to half a minute between two tries; work is to go on ten seconds after Redis came back.
LONGEST_PAUSE = 4


class Beat(PersistentScheduler):
    """Redis down or full: the sweeps run here, one after the other, so that messages still go out."""

    def apply_async(self, entry, producer=None, advance=True, **kwargs):
        try:
            return super().apply_async(entry, producer=producer, advance=advance, **kwargs)
        except SchedulingError as error:
            log.warning("beat_works_alone", task=entry.task, error=type(error.__context__).__name__)
            close_old_connections()
            return self.app.tasks[entry.task].apply()

    def _ensure_connected(self):
        """Handing over connects by itself; a beat that is started without Redis must not wait for it."""
        return self.connection


class PatientConsumer(Consumer):
    """Looks for a lost Redis every few seconds."""

    def ensure_connected(self, connection):
        connection.ensure_connection = partial(connection.ensure_connection, interval_max=LONGEST_PAUSE)
        return super().ensure_connected(connection)
