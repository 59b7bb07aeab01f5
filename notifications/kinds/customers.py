"""What a customer is told about being one: the welcome, the one-time code."""

from datetime import timedelta

from customers.models import Party
from notifications.kinds.base import Kind, one_line
from notifications.models import SilentNumber
from notifications.own_words import why_not
from smartkhata.core.events import subject_of


class Welcome(Kind):
    name = "welcome"
    hears = "party.added"
    priority = 6

    def __init__(self, party):
        self.party = party
        self.channels = ("sms",) if party.phone else ("email",)
        self.link_subject = subject_of(party)
        self.occurrence = str(party.pk)

    @classmethod
    def of(cls, event):
        return cls(Party.objects.get(pk=event.party_id)) if event.data.get("welcome") else None

    @classmethod
    def again(cls, row):
        return cls(row.party)

    def facts(self, business):
        return {"name": one_line(self.party.name)}


class FreeMessage(Kind):
    """The owner's own words, about no document."""

    name = "message"
    priority = 8
    # What is written in the evening may wait for the morning.
    life = timedelta(hours=36)
    has_hours = True
    may_repeat = may_switch = False

    def __init__(self, party, *, text, subject="", press=""):
        self.party, self.text, self.subject = party, text, subject
        self.link_subject = subject_of(party)
        self.occurrence = f"{party.pk}:{press}"

    @classmethod
    def again(cls, row):
        return cls(row.party, text=row.own_words, subject=row.subject)

    @classmethod
    def why_not(cls, channel, to):
        return super().why_not(channel, to) or str(why_not(channel, to))

    @property
    def kept_words(self):
        return self.text

    def facts(self, business):
        subject = self.subject or one_line(business.name)
        return {"name": one_line(self.party.name), "text": self.text, "subject": subject}


class Stopped(Kind):
    """The answer to STOP, which is told once; it holds for every shop that the reply was for."""

    name = "stopped"
    hears = "party.stopped"
    priority = 4
    channels = ("sms",)
    has_link = False
    may_repeat = may_switch = may_resend = False

    def __init__(self, party, *, occurrence, phone=""):
        self.party, self.occurrence = party, occurrence
        self.recipients = {"sms": [phone]} if phone else None

    @classmethod
    def of(cls, event):
        """Of a customer, or of a number that is nobody's."""
        if event.party_id:
            return cls(Party.objects.get(pk=event.party_id), occurrence=str(event.pk))
        silent = SilentNumber.objects.filter(pk=event.subject.partition(":")[2]).first()
        return silent and cls(None, occurrence=str(event.pk), phone=silent.phone)


class Otp(Kind):
    name = "otp"
    priority = 0
    life = timedelta(minutes=10)
    channels = ("sms",)
    may_repeat = may_switch = may_resend = False

    def __init__(self, party, *, challenge, request):
        self.party, self.code_ref, self.occurrence = party, challenge, request
