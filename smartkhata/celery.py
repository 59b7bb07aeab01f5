"""Start-up of the workers. Tasks carry ids only; what is to be done stands in PostgreSQL."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartkhata.settings")

app = Celery("smartkhata")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
