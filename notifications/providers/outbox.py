"""The default provider: keeps messages to look at (/outbox/, ``manage.py outbox``) and sends nothing."""

from notifications.providers.base import Outcome


class Outbox:
    """`keep` stores the message, `kept` finds it; they are given by whoever makes the provider, because
    providers know no tables."""

    name = "outbox"
    in_flight = 1
    is_remote = False
    has_look_up = True

    def __init__(self, keep, kept):
        self.keep, self.kept = keep, kept

    def send(self, message):
        return Outcome("accepted", reference=str(self.keep(message)))

    def find(self, message):
        """Its own table is the whole truth: what is not there was not sent."""
        key = self.kept(message.reference)
        return Outcome("accepted", reference=str(key)) if key else Outcome("not_sent")
