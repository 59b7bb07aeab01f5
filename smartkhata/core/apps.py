from celery import current_app
from django.apps import AppConfig

from smartkhata.core import native


class CoreConfig(AppConfig):
    name = "smartkhata.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        native.look_in_homebrew()
        # Hints are given by task name, so every process knows the names.
        current_app.autodiscover_tasks(force=True)
