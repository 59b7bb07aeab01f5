"""A shop's own accounts with providers: their keys are written and used, and never shown again."""

import json
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from notifications.models import ProviderAccount
from notifications.services.channels import PROVIDERS
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record
from smartkhata.core.models import Business
from smartkhata.core.tenancy import business_scope
from smartkhata.provider_keys import KEYS

# What a shop may bring along; a mail server or an address of its own would be a way into our network.
OFFERED = {
    "sms": ("twilio", "msg91", "africastalking"),
    "whatsapp": ("twilio",),
    "email": ("sendgrid",),
}


class Keys(dict):
    """The keys of an account, and whose they are (None: the platform's)."""

    business_id: UUID | None = None


def set_account(channel, provider, keys, *, by, at=None):
    """Keep the shop's account for a channel in place of the last one. 400 bad_account says which key is wrong."""
    at = at or timezone.now()
    keys = {name: str(value).strip() for name, value in keys.items() if str(value).strip()}
    _check(channel, provider, keys)
    row, _ = ProviderAccount.objects.update_or_create(
        channel=channel,
        defaults={
            "provider": provider,
            "secrets": json.dumps(keys),
            "hint": _hint(keys),
            "is_active": True,
            "updated_at": at,
            "updated_by_id": getattr(by, "pk", None),
        },
    )
    business = Business.objects.get(pk=row.business_id)
    record("provider.connected", business, by=by, at=at, channel=channel, provider=provider)
    return row


def remove_account(channel, *, by, at=None):
    """The channel goes by the platform's provider again; the keys are gone."""
    row = ProviderAccount.objects.filter(channel=channel).first()
    if row is not None:
        business = Business.objects.get(pk=row.business_id)
        record("provider.removed", business, by=by, at=at, channel=channel, provider=row.provider)
        row.delete()


def accounts():
    """The open shop's accounts as they may be seen: no key, only its last four letters."""
    return list(
        ProviderAccount.objects.order_by("channel").values("id", "channel", "provider", "hint", "updated_at")
    )


def keys_of(provider, account=None):
    """The keys of `provider`: the platform's, or those of a shop's account (its id). {} if there is none.

    Needs no scope: a webhook knows only the address it was called by.
    """
    if account is None:
        return Keys(settings.PROVIDER_KEYS.get(provider, {}))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT notifications_account_shop(%s)", [account])
        [business_id] = cursor.fetchone()
    if business_id is None:
        return Keys()
    with business_scope(business_id):
        row = ProviderAccount.objects.filter(pk=account, provider=provider, is_active=True).first()
        keys = Keys(json.loads(row.secrets) if row else {})
    keys.business_id = business_id
    return keys


def _check(channel, provider, keys):
    if provider not in OFFERED.get(channel, ()):
        text = f"Choose one of: {', '.join(OFFERED.get(channel, ()))}."
        raise DomainError(text, code="bad_account", fields={"provider": text})
    unknown = set(keys) - set(KEYS[provider]) | set(keys) & {"base_url"}
    if unknown:
        fields = {name: "This key is not known." for name in unknown}
        raise DomainError("A key is not known.", code="bad_account", fields=fields)
    try:
        PROVIDERS[provider](**keys)
    except (TypeError, ValueError) as error:
        text = "A key is missing." if isinstance(error, TypeError) else str(error)
        raise DomainError(text, code="bad_account", fields={"keys": text}) from None


def _hint(keys):
    secret = keys.get("api_key") or keys.get("auth_token") or keys.get("auth_key") or ""
    return f"ends in {secret[-4:]}" if len(secret) >= 12 else "set"
