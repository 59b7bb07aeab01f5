"""Start-up of the workers. Tasks carry ids only; what is to be done stands in PostgreSQL."""

import os

from celery import Celery
from celery.signals import after_task_publish, beat_init, worker_process_init
from django.utils.module_loading import import_string

from smartkhata.core import heartbeat

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartkhata.settings")

app = Celery("smartkhata")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# What a page may need beyond the warm engine; more is a page gone wrong (a picture of a million pixels, a loop).
PAGE_MEMORY_MB = 512


@worker_process_init.connect
def warm_up(**kwargs):
    """The workers of documents load fonts and engine before the first page asks for them."""
    if os.environ.get("WORKER_QUEUE") == "documents":
        import_string("invoicing.documents.engine.warm")(memory_mb=PAGE_MEMORY_MB)


@beat_init.connect
def tell_that_beat_lives(**kwargs):
    """Whatever beat hands over is its sign of life; its health check looks for it."""
    after_task_publish.connect(beat_lives)


def beat_lives(**kwargs):
    heartbeat.mark(heartbeat.BEAT)
