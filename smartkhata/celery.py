"""Start-up of the workers. Tasks carry ids only; what is to be done stands in PostgreSQL."""

import os

from celery import Celery
from celery.signals import after_task_publish, beat_init, setup_logging, worker_process_init, worker_ready
from django.conf import settings
from django.utils.module_loading import import_string

from smartkhata.core import heartbeat
from smartkhata.schedule import sweeps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartkhata.settings")
# They load every page and every schema, a second of each start: whoever migrates has run them (launch, compose, CI).
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")

app = Celery("smartkhata")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# What a page may need beyond the warm engine; more is a page gone wrong (a picture of a million pixels, a loop).
PAGE_MEMORY_MB = 512


@setup_logging.connect
def leave_the_logs(**kwargs):
    """Who listens here keeps Celery from putting lines of its own form in the place of settings.LOGGING."""


@worker_process_init.connect
def warm_up(**kwargs):
    """The workers of documents load fonts and engine before the first page asks for them."""
    if os.environ.get("WORKER_QUEUE") == "documents":
        import_string("invoicing.documents.engine.warm")(memory_mb=PAGE_MEMORY_MB)


@worker_ready.connect
def look_at_once(sender, **kwargs):
    """What waited while no worker ran need not wait for beat's next round as well.

    The sweep of facts is left to beat: that it was done says that both are up (heartbeat.SWEPT).
    """
    for task in sweeps():
        if task != "core.sweep_facts":
            sender.app.send_task(task, expires=settings.SWEEP_SECONDS)


@beat_init.connect
def tell_that_beat_lives(**kwargs):
    """Whatever beat hands over is its sign of life; its health check looks for it."""
    after_task_publish.connect(beat_lives)


def beat_lives(**kwargs):
    heartbeat.mark(heartbeat.BEAT)
