"""Before the product starts: reports of e-mail services come through a door with a lock, SMS have a provider that
may send to each country, and outside a local copy messages leave the house."""

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, Warning, register

from notifications.kinds.texts import link_like
from notifications.registered import INDIA, LONGEST_VARIABLE
from notifications.services.channels import PROVIDERS, carries, provider_of
from smartkhata.core import countries
from smartkhata.provider_keys import setting_of


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
def messages_leave_the_house(app_configs, **kwargs):
    """The outbox answers "sent" and keeps codes and links in clear, so it is for a local copy alone."""
    if settings.EMBEDDED:
        return []
    kept = [
        Warning(
            f"{setting_of(place)} is outbox: nobody gets these messages, shops read that they are sent, and codes and"
            " links lie in the database in clear.",
            hint=f"Set {setting_of(place)} to a provider, or to none (docs/guides/providers.md).",
            id="notifications.W002",
        )
        for place, name in settings.PROVIDERS.items()
        if name == "outbox"
    ]
    # WhatsApp and push are extras; without SMS nobody signs in, without e-mail no owner gets a new password.
    needed = [("email", "email", "")]
    needed += [(f"sms:{country.code}", "sms", country.dialling) for country in countries.all_countries()]
    return kept + [
        Warning(
            f"{setting_of(place)} is not set: such messages can't be sent.",
            hint="Set it and the keys of its provider (docs/guides/providers.md).",
            id="notifications.W003",
        )
        for place, channel, to in needed
        if provider_of(channel, to) == "none"
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
