from celery import current_app
from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import import_string

from smartkhata.core import native


class CoreConfig(AppConfig):
    name = "smartkhata.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        native.look_in_homebrew()
        # Hints are given by task name, so every process knows the names.
        current_app.autodiscover_tasks(force=True)
        post_migrate.connect(_keep_key_mark, sender=self)


def _keep_key_mark(**signal):
    import_string("smartkhata.core.key_mark.keep")(**signal)  # models can't be imported with the app itself
