"""A shop's own accounts with providers: their keys are written and used, and never shown again."""

import json
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from notifications.kinds.account import Trial
from notifications.models import ProviderAccount
from notifications.services import registrations
from notifications.services.channels import NOT_SET_UP, PROVIDERS, provider_of, serves
from notifications.services.outbox import queue
from smartkhata.core import countries
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record
from smartkhata.core.models import Business
from smartkhata.core.tenancy import business_scope, current_business_id
from smartkhata.provider_keys import KEYS

# What a shop may bring along; a mail server or an address of its own would be a way into our network.
OFFERED = {
    "sms": ("twilio", "msg91", "africastalking"),
    "whatsapp": ("twilio",),
    "email": ("sendgrid",),
}


# Registrations and approved templates, a kind of message each.
JSON_KEYS = {"templates", "content_sids"}


class Keys(dict):
    """The keys of an account, and whose they are (None: the platform's)."""

    business_id: UUID | None = None


def set_account(channel, provider, keys, *, by, at=None):
    """Keep the shop's account for a channel. A key that is left out stays what it was with the same provider.

    400 bad_account says which key is wrong.
    """
    at = at or timezone.now()
    keys = {name: str(value).strip() for name, value in keys.items() if str(value).strip()}
    keys = _stored(channel, provider) | keys
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
    """The open shop's accounts as they may be seen: no key, only which are set and the last four letters."""
    fields = ("id", "channel", "provider", "hint", "updated_at")
    rows = ProviderAccount.objects.order_by("channel")
    return [
        {name: getattr(row, name) for name in fields} | {"keys": sorted(json.loads(row.secrets))}
        for row in rows
    ]


def account_of(channel, provider):
    """(the open shop's account of that provider as it may be seen, or None; the Slots of the texts it must know)."""
    account = next((row for row in accounts() if row["channel"] == channel), None)
    account = account if account and account["provider"] == provider else None
    business = Business.objects.get(pk=current_business_id())
    return account, registrations.slots(channel, provider, _stored(channel, provider), business)


def set_account_with_texts(channel, provider, keys, ids, *, by, at=None):
    """set_account, with the ids of our texts ({Slot: id}) among the keys."""
    given = registrations.with_ids(provider, _stored(channel, provider), ids) if ids else {}
    return set_account(channel, provider, keys | given, by=by, at=at)


def report_addresses(account, channel, provider):
    """{"reports", "replies"}: where the provider is to tell what arrived and what readers answer; empty where it
    needs no telling."""
    hooks, key = f"{settings.PUBLIC_BASE_URL}/hooks/{provider}", account["id"]
    word = quote(_stored(channel, provider).get("hook_secret", ""), safe="")
    known = {
        "sendgrid": {"reports": f"{hooks}/{key}"},
        "twilio": {"replies": f"{hooks}/replies/{key}"},
        "msg91": {"reports": f"{hooks}/{word}/{key}"} if word else {},
        "africastalking": {"reports": f"{hooks}/{word}/{key}", "replies": f"{hooks}/{word}/{key}/replies"}
        if word
        else {},
    }
    return known[provider]


def hands():
    """[{channel, provider, account, offered}]: who carries each channel of the open shop, and who else could."""
    own = {row["channel"]: row for row in accounts()}
    business = Business.objects.get(pk=current_business_id())
    near = countries.get(business.country).dialling
    return [
        {
            "channel": channel,
            "provider": own[channel]["provider"] if channel in own else provider_of(channel, near),
            "account": own.get(channel),
            "offered": OFFERED[channel],
        }
        for channel in OFFERED
    ]


def send_test(channel, *, to, by, at=None):
    """Queue a test message by the channel, to the shop's own phone or the member's own mailbox; the row."""
    at = at or timezone.now()
    if not serves(channel):
        raise DomainError(NOT_SET_UP[channel], code="not_set_up")
    if not to:
        text = _("Add the shop's mobile number in the settings, or confirm your e-mail address first.")
        raise DomainError(text, code="no_recipient")
    kind = Trial(by, moment=at)
    return queue(kind, channel, to, language=by.language, at=at)


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


def _stored(channel, provider):
    row = ProviderAccount.objects.filter(channel=channel, provider=provider).first()
    return json.loads(row.secrets) if row else {}


def _check(channel, provider, keys):
    if provider not in OFFERED.get(channel, ()):
        text = _("Choose one of: %(all)s.") % {"all": ", ".join(OFFERED.get(channel, ()))}
        raise DomainError(text, code="bad_account", fields={"provider": text})
    unknown = set(keys) - set(KEYS[provider]) | set(keys) & {"base_url"}
    if unknown:
        fields = {name: _("This key is not known.") for name in unknown}
        raise DomainError("A key is not known.", code="bad_account", fields=fields)
    for name in JSON_KEYS & set(keys):
        if not _is_object(keys[name]):
            text = _('This is not JSON. Write it like {"welcome": "HX..."}.')
            raise DomainError(text, code="bad_account", fields={name: text})
    try:
        PROVIDERS[provider](**keys)
    except (TypeError, ValueError) as error:
        text = _("A key is missing.") if isinstance(error, TypeError) else str(error)
        raise DomainError(text, code="bad_account", fields={"keys": text}) from None


def _is_object(text):
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def _hint(keys):
    secret = keys.get("api_key") or keys.get("auth_token") or keys.get("auth_key") or ""
    return f"ends in {secret[-4:]}" if len(secret) >= 12 else "set"
