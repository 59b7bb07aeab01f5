"""What every message has: whom it tells, how urgent it is, how long it is worth sending, which facts it needs."""

from datetime import timedelta


class Kind:
    """What one message is about; a subclass sets what differs.

    `hears` is the fact that brings it about by itself, and `of(event)` makes it from that fact. `priority` 0
    goes first. `message` is what the owner adds in words of their own. `occurrence` sets it apart from the last
    message of its kind to the same address. After a doubt that nobody could clear, `may_repeat` sends it once
    more; after a failure, `may_switch` tells the same on another channel. `texts_of` names the kind whose texts
    it borrows.
    """

    name: str
    hears = ""
    priority = 5
    life = timedelta(hours=24)
    channels = ("sms", "email")
    may_repeat = may_switch = True

    party = invoice = code_ref = recipients = None
    occurrence = link_subject = texts_of = ""
    template = "default"
    message = ""
    has_pdf = False
    has_link = True

    @classmethod
    def of(cls, event):
        """The message that `event` asks for, or None."""
        raise NotImplementedError

    @classmethod
    def again(cls, row):
        """The same message made anew from its row, for another channel or another try."""
        raise NotImplementedError

    def facts(self, business):
        """What its texts tell, beside the shop's own facts."""
        return {}


def day(date):
    return f"{date:%d %b %Y}"


def one_line(text):
    """Names are typed by people: a line break in one would end the subject of an e-mail."""
    return " ".join(text.split())
