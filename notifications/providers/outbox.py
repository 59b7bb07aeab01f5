"""The default provider: keeps messages to look at (/outbox/, ``manage.py outbox``) and sends nothing."""

from notifications.providers.base import Outcome


class Outbox:
    """`keep` stores the message; it is given by whoever makes the provider, because providers know no tables."""

    name = "outbox"

    def __init__(self, keep):
        self.keep = keep

    def send(self, message):
        return Outcome("accepted", reference=str(self.keep(message)))
