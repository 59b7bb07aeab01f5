from celery import current_app
from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "smartkhata.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Hints are given by task name, so every process knows the names.
        current_app.autodiscover_tasks(force=True)
