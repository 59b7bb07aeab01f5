"""Before the product starts: reports of e-mail services come through a door with a lock."""

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, register


@register()
def anymail_has_a_secret(app_configs, **kwargs):
    """Most of Anymail's services don't sign, and Mailgun's signature leaves out what it reports."""
    if not apps.is_installed("anymail") or settings.ANYMAIL.get("WEBHOOK_SECRET"):
        return []
    hint = 'Set ANYMAIL={"WEBHOOK_SECRET": "name:a-long-password", ...} and give the same to the service.'
    return [
        Error(
            "Anybody could report about e-mails: WEBHOOK_SECRET is missing.",
            hint=hint,
            id="notifications.E001",
        )
    ]
