"""What every message has: whom it tells, how urgent it is, how long it is worth sending, which facts it needs."""

from datetime import timedelta

from django.utils.translation import gettext_noop

from notifications.kinds.templates import has_text

NO_TEXT = gettext_noop("This message has no text for that channel. Choose another one.")


class Kind:
    """What one message is about; a subclass sets what differs.

    `hears` is the fact that brings it about by itself, and `of(event)` makes it from that fact. `priority` 0
    goes first. `message` is what the owner adds in words of their own. `occurrence` sets it apart from the last
    message of its kind to the same address. After a doubt that nobody could clear, `may_repeat` sends it once
    more; after a failure, `may_switch` tells the same on another channel, and `may_resend` lets a person send it
    again. `texts_of` names the kind whose texts it borrows. `link_shows_paper`: its link leads to the very paper
    that an e-mail has attached. It `asks` for money; one that `sums_up` names a sum of several invoices; one that
    `has_hours` goes at a decent time of day only (services/hours.py).
    """

    name: str
    hears = ""
    priority = 5
    life = timedelta(hours=24)
    channels = ("sms", "email")
    may_repeat = may_switch = may_resend = True

    party = invoice = code_ref = recipients = None
    occurrence = link_subject = texts_of = ""
    template = "default"
    message = ""
    has_pdf = asks = sums_up = has_hours = False
    has_link = link_shows_paper = True

    @classmethod
    def of(cls, event):
        """The message that `event` asks for, or None."""
        raise NotImplementedError

    @classmethod
    def again(cls, row):
        """The same message made anew from its row, for another channel or another try."""
        raise NotImplementedError

    @classmethod
    def why_not(cls, channel, to):
        """Why it can't be told to `to` by `channel` at all; empty if it can."""
        return "" if has_text(cls.name, channel) else NO_TEXT

    @property
    def kept_words(self):
        """What its row keeps of the owner's own words, so that it can be made again."""
        return self.message

    def is_current(self):
        """Whether it still tells what is so; asked before it goes again."""
        return True

    def facts(self, business):
        """What its texts tell, beside the shop's own facts."""
        return {}


def is_owed(invoice):
    """Whether there is something to ask for."""
    return invoice.status == "open" and invoice.balance_due > 0


def named(numbers):
    """The first of several numbers, and how many more there are: ``INV-1 +2``."""
    first, *more = numbers
    return f"{first} +{len(more)}" if more else first


def day(date):
    return f"{date:%d %b %Y}"


def one_line(text):
    """Names are typed by people: a line break in one would end the subject of an e-mail."""
    return " ".join(text.split())
