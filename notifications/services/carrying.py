"""Whether the provider of a channel can carry a text, asked before it goes: many carry registered ones only."""

from notifications.providers.base import HttpProvider, Message, Refused
from notifications.selectors.texts import registrations
from notifications.services.channels import hand_for, own_accounts
from smartkhata.core.errors import DomainError


def carried(channel, to, *, kind, tone, language):
    """(why the provider will refuse this text, what may keep it from arriving): sentences in English, or empty."""
    try:
        provider = hand_for(channel, own_accounts().get(channel), to).provider
    except DomainError as error:
        return error.message, ""
    if not isinstance(provider, HttpProvider):
        return "", ""
    own = registrations().get((kind, tone, channel, language), {})
    text = {"kind": kind, "tone": tone, "language": language, "registration": own}
    try:
        return "", provider.check(Message(reference="", channel=channel, to=to, body="", **text))
    except Refused as refusal:
        return str(refusal), ""
