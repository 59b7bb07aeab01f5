"""Before the product starts: reports of e-mail services come through a door with a lock, and SMS have a provider
that may send to each country."""

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, Warning, register

from notifications.services.channels import PROVIDERS, carries, provider_of
from smartkhata.core import countries


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


@register()
def each_country_has_its_sms(app_configs, **kwargs):
    """One provider for SMS serves India by its registered texts, or Kenya, and seldom both."""
    return [
        Warning(
            f"{name} does not send SMS to {country.code}: customers there get no codes and no bills by SMS.",
            hint=f"Set SMS_PROVIDER_{country.code} to a provider that does (docs/guides/providers.md).",
            id="notifications.W001",
        )
        for country in countries.all_countries()
        if (name := provider_of("sms", country.dialling)) in PROVIDERS and not carries(name, country.dialling)
    ]
