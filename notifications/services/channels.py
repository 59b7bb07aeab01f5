"""Which provider serves a channel: the shop's own account, else settings.PROVIDERS; for SMS by the number's country,
because each has a law of its own (India: registered texts only).

A new provider is a file in providers/, a line in PROVIDERS and its keys in smartkhata/provider_keys.py.
"""

import hashlib
import json
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_noop

from notifications.models import OutboxMessage, ProviderAccount
from notifications.providers.africastalking import AfricasTalking
from notifications.providers.django_email import DjangoEmail
from notifications.providers.msg91 import Msg91
from notifications.providers.outbox import Outbox
from notifications.providers.sendgrid import SendGrid
from notifications.providers.twilio import Twilio
from smartkhata.core import countries, phones
from smartkhata.core.errors import DomainError

ADDRESS = {"sms": "phone", "whatsapp": "phone", "email": "email", "push": "phone"}
# Rows and answers keep these in English; they are translated where they are read.
MISSING = {"phone": gettext_noop("no phone number"), "email": gettext_noop("no e-mail address")}
NO_MOBILE = gettext_noop("no mobile number")
LACKS = {
    frozenset({MISSING["phone"]}): gettext_noop("%(name)s has no phone number. Add one first."),
    frozenset({NO_MOBILE}): gettext_noop("%(name)s has no mobile number. Add one first."),
    frozenset({MISSING["email"]}): gettext_noop("%(name)s has no e-mail address. Add one first."),
    frozenset({MISSING["email"], MISSING["phone"]}): gettext_noop(
        "%(name)s has no e-mail address and no phone number. Add one first."
    ),
    frozenset({MISSING["email"], NO_MOBILE}): gettext_noop(
        "%(name)s has no e-mail address and no mobile number. Add one first."
    ),
}
NOT_SET_UP = {
    "sms": gettext_noop(
        "SMS can't be sent: no SMS provider is set. Set one under Messages, Providers, or use another channel."
    ),
    "email": gettext_noop(
        "E-mail can't be sent: no e-mail provider is set. Set one under Messages, Providers, or use SMS."
    ),
    "whatsapp": gettext_noop("WhatsApp is not set up. Share the invoice from your own WhatsApp instead."),
    "push": gettext_noop("Push messages are not set up yet. Use SMS or e-mail."),
}
NOT_TO_THERE = gettext_noop("SMS to this country are not set up yet. Use e-mail or WhatsApp.")


@dataclass(frozen=True)
class Hand:
    """A provider ready to send, the key of its gate, and whether it is the shop's own account."""

    provider: object
    key: str
    is_own: bool = False


def hand_for(channel, account=None, to="", *, name=""):
    """The hand of a channel for the address `to`; DomainError ``not_set_up`` if there is none.

    `account` is the shop's own; `name` asks for one provider and no other.
    """
    if account and name in ("", account.provider) and carries(account.provider, to):
        keys, name, owner = json.loads(account.secrets), account.provider, f":{account.business_id}"
        # Twilio is told with each message where to report, so its reports name the account.
        keys |= {"account": str(account.pk)} if name == "twilio" else {}
    else:
        name, owner = name or provider_of(channel, to), ""
        keys = settings.PROVIDER_KEYS.get(name, {})
    if name not in PROVIDERS or not carries(name, to):
        raise DomainError(NOT_TO_THERE if name in PROVIDERS else NOT_SET_UP[channel], code="not_set_up")
    return Hand(PROVIDERS[name](**keys), f"{name}:{channel}{owner}", bool(owner))


def wishes_address(link):
    """Where the reader of a message says what they want to hear, without signing in: behind its link's token."""
    return _behind("/p/wishes", link)


def one_click_address(link):
    """Where a reader's mail program ends the mails of the shop with one POST (RFC 8058)."""
    return _behind("/p/stop", link)


def own_accounts():
    """{channel: the shop's own account} of the open shop."""
    return {row.channel: row for row in ProviderAccount.objects.filter(is_active=True)}


def serves(channel, to=""):
    """Whether the open shop can send by this channel at all, or to the address `to`."""
    wanted = (f"{channel}:", channel)
    names = (
        [provider_of(channel, to)]
        if to
        else [name for place, name in settings.PROVIDERS.items() if place.startswith(wanted)]
    )
    if any(name in PROVIDERS and carries(name, to) for name in names):
        return True
    own = ProviderAccount.objects.filter(channel=channel, is_active=True).values_list("provider", flat=True)
    return any(carries(name, to) for name in own)


def provider_of(channel, to=""):
    """The name of the platform's provider for `channel`: for SMS that of the number's country, where it has one."""
    country = next((row.code for row in countries.all_countries() if to.startswith(row.dialling)), "")
    return settings.PROVIDERS.get(f"{channel}:{country}") or settings.PROVIDERS.get(channel, "none")


def carries(name, to):
    """Whether a provider can send to this number by its country's law."""
    asked = getattr(PROVIDERS.get(name), "carries", None)
    return not to or asked is None or asked(to)


def reached(channel, addresses):
    """(those of `addresses` that a message by this channel can reach, {each of the others: why not})."""
    refused = {to: why_not for to in addresses if (why_not := why_unreached(channel, to))}
    return [to for to in addresses if to not in refused], refused


def why_unreached(channel, to, kind=None):
    """Why no message by this channel, or none of this `kind`, can reach the address `to`; empty when one can."""
    if not to:
        return MISSING[ADDRESS[channel]]
    if channel == "sms" and not phones.is_mobile(to):
        return NO_MOBILE
    return (kind.why_not(channel, to) if kind else "") or ("" if serves(channel, to) else NOT_TO_THERE)


def needs_approval(channel):
    """Whether the open shop's messages by this channel go as texts that its provider has approved."""
    try:
        provider = hand_for(channel, own_accounts().get(channel)).provider
    except DomainError:
        return False
    return getattr(provider, "has_templates", False)


def reports(name):
    """Whether the provider of that name tells later what became of a message."""
    return getattr(PROVIDERS.get(name), "has_reports", False)


def _behind(page, link):
    _, found, token = link.partition("?t=")
    return f"{settings.PUBLIC_BASE_URL}{page}?t={token}" if found else ""


def _outbox(**keys):
    return Outbox(_keep, _kept)


def _keep(message):
    """Write the outbox row; the clear code and links exist in this table only, which is for
    a local copy (checks.py warns of it elsewhere)."""
    return OutboxMessage.objects.create(
        at=timezone.now(),
        notification_id=message.reference,
        channel=message.channel,
        to=message.to,
        kind=message.kind,
        subject=message.subject,
        body=message.body,
        code=message.code,
        links=list(message.links),
        attachments=[_digest(file) for file in message.attachments],
    ).pk


def _kept(reference):
    return OutboxMessage.objects.filter(notification_id=reference).values_list("pk", flat=True).first()


def _digest(file):
    return {
        "name": file.name,
        "size": len(file.content),
        "sha256": hashlib.sha256(file.content).hexdigest(),
    }


PROVIDERS = {
    "outbox": _outbox,
    "django_email": DjangoEmail,
    "sendgrid": SendGrid,
    "twilio": Twilio,
    "msg91": Msg91,
    "africastalking": AfricasTalking,
}
