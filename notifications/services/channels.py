"""Which provider serves a channel: the shop's own account, else settings.PROVIDERS.

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
    "sms": gettext_noop("SMS is not set up yet. Use e-mail or WhatsApp."),
    "email": gettext_noop("E-mail is not set up yet. Use SMS or WhatsApp."),
    "whatsapp": gettext_noop("WhatsApp is not set up. Share the invoice from your own WhatsApp instead."),
    "push": gettext_noop("Push messages are not set up yet. Use SMS or e-mail."),
}


@dataclass(frozen=True)
class Hand:
    """A provider ready to send, and the key of its gate."""

    provider: object
    key: str


def hand_for(channel, account=None, *, name=""):
    """The hand of a channel; DomainError ``not_set_up`` if there is none.

    `account` is the shop's own; `name` asks for one provider and no other.
    """
    if account and name in ("", account.provider):
        keys, name, owner = json.loads(account.secrets), account.provider, f":{account.business_id}"
        # Twilio is told with each message where to report, so its reports name the account.
        keys |= {"account": str(account.pk)} if name == "twilio" else {}
    else:
        name, owner = name or settings.PROVIDERS.get(channel, "none"), ""
        keys = settings.PROVIDER_KEYS.get(name, {})
    if name not in PROVIDERS:
        raise DomainError(NOT_SET_UP[channel], code="not_set_up")
    return Hand(PROVIDERS[name](**keys), f"{name}:{channel}{owner}")


def wishes_address(link):
    """Where the reader of a message says what they want to hear, without signing in: behind its link's token."""
    _, found, token = link.partition("?t=")
    return f"{settings.PUBLIC_BASE_URL}/p/wishes?t={token}" if found else ""


def own_accounts():
    """{channel: the shop's own account} of the open shop."""
    return {row.channel: row for row in ProviderAccount.objects.filter(is_active=True)}


def serves(channel):
    """Whether the open shop can send by this channel at all."""
    configured = settings.PROVIDERS.get(channel, "none") in PROVIDERS
    return configured or ProviderAccount.objects.filter(channel=channel, is_active=True).exists()


def reports(name):
    """Whether the provider of that name tells later what became of a message."""
    return getattr(PROVIDERS.get(name), "has_reports", False)


def _outbox(**keys):
    return Outbox(_keep, _kept)


def _keep(message):
    """Write the outbox row; the clear code and links exist in this table only, which production never fills."""
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
