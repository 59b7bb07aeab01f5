"""Before the product starts: reports of e-mail services come through a door with a lock, and SMS have a provider
that may send to each country."""

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, Warning, register

from notifications.kinds.texts import link_like
from notifications.registered import INDIA, LONGEST_VARIABLE
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


@register()
def links_fit_into_registered_sms(app_configs, **kwargs):
    """In India a link that is too long keeps back every SMS that has one: bills, reminders, receipts, the welcome."""
    name = provider_of("sms", INDIA)
    longest = max(len(link_like(subject, INDIA)) for subject in ("invoice:", "party:"))
    is_sent = name in PROVIDERS and name != "outbox" and carries(name, INDIA)
    if not is_sent or longest <= LONGEST_VARIABLE:
        return []
    return [
        Error(
            f"Links of {longest} characters don't fit into SMS to India, where {LONGEST_VARIABLE} are allowed.",
            hint="Choose a shorter PUBLIC_BASE_URL: https:// and a name of at most 15 characters.",
            id="notifications.E002",
        )
    ]
