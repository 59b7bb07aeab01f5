"""A letter to one of the shop's own people that reached nobody: their bell says so, and another way is tried once."""

from notifications.kinds import KINDS
from notifications.models import Notice, Notification
from notifications.services.channels import serves
from notifications.services.outbox import queue
from notifications.services.reaching import reach
from notifications.topics import LETTERS
from smartkhata.accounts.models import Membership
from smartkhata.core.models import Business

OTHER = {"email": "sms", "sms": "email"}


def unheard(event):
    """What is to be done about message.failed of a letter."""
    row = Notification.objects.filter(pk=event.subject.partition(":")[2]).first()
    # What only came too late says nothing of the address, and is no news any more.
    row = row if row and (event.data["state"] == "bounced" or row.expires_at > event.at) else None
    about = row and KINDS[row.kind].again(row)
    member = about and Membership.objects.select_related("user").filter(user=about.user).first()
    if member is None:
        return
    known = Notice.objects.filter(user=member.user, read_at=None, event__data__kind__in=LETTERS)
    # Once is enough until it is read; an address stays wrong for more than one letter.
    if not known.filter(event__data__channel=row.channel).exists():
        Notice.objects.get_or_create(
            user=member.user,
            event=event,
            defaults={"topic": "failed", "way": Notice.Way.BELL, "at": event.at},
        )
    _tell_otherwise(row, about, member)


def _tell_otherwise(row, about, member):
    """The same by the other channel, if it is still news and was not tried there. The shop's phone is the owner's."""
    channel = OTHER[row.channel]
    told = Notification.objects.filter(kind=row.kind, link_subject=row.link_subject, channel=channel)
    about.notices = [notice for notice in about.notices if not notice.read_at]
    if not about.notices or told.exists() or (channel == "sms" and "settings.edit" not in member.may):
        return
    business = Business.objects.get(pk=row.business_id)
    to = reach(member.user, channel, business)
    if to and serves(channel, to):
        queue(about, channel, to, business=business, language=row.language)
