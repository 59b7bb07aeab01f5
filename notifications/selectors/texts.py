"""The shop's own texts."""

import re

from notifications.models import MessageText
from smartkhata.core.events import subject_of


def own_text(kind, tone, channel, language):
    """The shop's own text for exactly this message, or None."""
    return MessageText.objects.filter(kind=kind, tone=tone, channel=channel, language=language).first()


def own_texts():
    """{(kind, tone, channel, language): MessageText} of the open shop."""
    return {(row.kind, row.tone, row.channel, row.language): row for row in MessageText.objects.all()}


def registrations():
    """How the shop's own texts are registered, by (kind, tone, channel, language) and by the text's subject; the id
    of one that is not is empty."""
    found = {}
    for row in MessageText.objects.all():
        names = list(dict.fromkeys(re.findall(r"\{(\w+)\}", row.body)))
        entry = {"id": row.registered_id, "header": row.header, "variables": names}
        found[row.kind, row.tone, row.channel, row.language] = found[subject_of(row)] = entry
    return found
