from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import import_string


class NotificationsConfig(AppConfig):
    name = "notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Reports of django-anymail's services, if it is installed; it checks their secret itself."""
        import_module("notifications.checks")
        if apps.is_installed("anymail"):
            receiver = import_string("notifications.webhooks.anymail_event")
            import_string("anymail.signals.tracking").connect(receiver, weak=False)
