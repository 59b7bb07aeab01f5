"""What a user is told about their own account."""

from datetime import timedelta

from notifications.kinds.base import Kind, one_line
from smartkhata.accounts.models import AccountLetter, Invitation
from smartkhata.core.events import subject_of


class Invited(Kind):
    name = "invitation"
    hears = "member.invited"
    life = timedelta(days=2)
    channels = ("email",)

    def __init__(self, invitation):
        self.invitation = invitation
        self.recipients = {"email": [invitation.email]}
        self.link_subject = self.occurrence = subject_of(invitation)

    @classmethod
    def of(cls, event):
        return cls._about(event.subject)

    @classmethod
    def again(cls, row):
        return cls._about(row.link_subject)

    @classmethod
    def _about(cls, subject):
        return cls(Invitation.objects.select_related("invited_by").get(pk=subject.partition(":")[2]))

    def facts(self, business):
        return {"by": one_line(str(self.invitation.invited_by)), "email": self.invitation.email}


class _Letter(Kind):
    """About the reader's own account; `purpose` is that of AccountLetter."""

    hears = "account.asked"
    priority = 1
    channels = ("email",)
    purpose: str

    def __init__(self, letter):
        self.letter = letter
        self.life = letter.expires_at - letter.created_at
        self.recipients = {"email": [letter.email]}
        self.link_subject = self.occurrence = subject_of(letter)

    @classmethod
    def of(cls, event):
        letter = cls._letter(event.subject)
        return cls(letter) if letter.purpose == cls.purpose else None

    @classmethod
    def again(cls, row):
        return cls(cls._letter(row.link_subject))

    @staticmethod
    def _letter(subject):
        return AccountLetter.objects.select_related("user").get(pk=subject.partition(":")[2])

    def facts(self, business):
        return {"name": one_line(str(self.letter.user))}


class PasswordReset(_Letter):
    name, purpose = "password_reset", AccountLetter.Purpose.PASSWORD


class EmailConfirmation(_Letter):
    name, purpose = "email_confirmation", AccountLetter.Purpose.EMAIL


class Trial(Kind):
    """A test of the shop's own account with a provider, to a member."""

    name = "test"
    priority = 1
    life = timedelta(minutes=10)
    may_repeat = may_switch = may_resend = False

    def __init__(self, user, *, moment):
        self.user = user
        self.occurrence = f"{user.pk}:{moment:%Y%m%d%H%M%S%f}"

    def facts(self, business):
        return {"name": one_line(str(self.user))}
