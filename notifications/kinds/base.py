"""What every message has: whom it tells, how urgent it is, how long it is worth sending, which facts it needs."""

from datetime import timedelta


class Kind:
    """What one message is about; a subclass sets what differs.

    `hears` is the fact that brings it about by itself, and `of(event)` makes it from that fact. `priority` 0
    goes first. `occurrence` sets it apart from the last message of its kind to the same address.
    """

    name: str
    hears = ""
    priority = 5
    life = timedelta(hours=24)
    channels = ("sms", "email")

    party = invoice = code_ref = recipients = None
    occurrence = link_subject = ""
    has_pdf = False

    @classmethod
    def of(cls, event):
        """The message that `event` asks for, or None."""
        raise NotImplementedError

    def facts(self, business):
        """What its texts tell, beside the shop's own facts."""
        return {}


def day(date):
    return f"{date:%d %b %Y}"


def one_line(text):
    """Names are typed by people: a line break in one would end the subject of an e-mail."""
    return " ".join(text.split())
