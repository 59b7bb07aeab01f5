"""The owner's own words to one customer or to many: who would get them by what, who not and why, then the sending.

Both ask the same (addressees), the dry run of all at once and the sending part by part: the customer's wishes, the law
and the reach of each channel, the day's limit of the shop, what the reader had already, the hours.
"""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from customers.models import Party
from notifications import kinds
from notifications.models import Broadcast, Notification
from notifications.own_words import why_not
from notifications.services.channels import ADDRESS, NOT_SET_UP, NOT_TO_THERE, serves
from notifications.services.mailing import Mailing
from notifications.services.preferences import forbidden, wishes_among
from smartkhata.core import phones
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record

MOST = 2_000
# Each part is one fact, sent in one transaction.
PART = 100
# One such message a day is enough for anybody.
APART = timedelta(hours=24)
# A broadcast keeps why somebody was left out in English, one sentence each; it is translated where it is read.
HAS_NO = {"phone": gettext_noop("Has no phone number."), "email": gettext_noop("Has no e-mail address.")}
HAS_NO_MOBILE = gettext_noop("Has no mobile number.")
NOT_ACTIVE = gettext_noop("Is not active.")
TOLD_TODAY = gettext_noop("Got a message from you in the last 24 hours.")
GONE = gettext_noop("Is gone.")


@dataclass
class Addressee:
    """A chosen customer: the channel, the address and the `row` of the message, or why there is none, a sentence a
    line."""

    party: Party
    channel: str = ""
    to: str = ""
    why_not: str = ""
    row: Notification | None = None


def addressees(parties, *, channels, text="", subject="", press="", at=None, mailing=None):
    """[Addressee] in the order of `parties`: each by the first of `channels` that may and can reach them, judged
    as a message is when it goes. The rows are the `mailing`'s to write; without one nothing comes of it."""
    parties, mailing = list(parties), mailing or Mailing(at=at)
    found = _by_channel(parties, channels, mailing.at)
    mailing.look_ahead([], [one.to for one in found if one.to])
    for one in found:
        if not one.why_not:
            kind = kinds.FreeMessage(one.party, text=text, subject=subject, press=press)
            _judge(mailing, kind, one)
    return found


def _by_channel(parties, channels, at):
    wishes = wishes_among(parties)
    recent = Notification.objects.filter(party__in=parties, kind="message", created_at__gt=at - APART)
    told = set(recent.values_list("party_id", flat=True))
    served = [channel for channel in channels if serves(channel)]
    missing = [NOT_SET_UP[channel] for channel in channels if channel not in served]
    return [_addressee(party, served, missing, wishes.get(party.pk), party.pk in told) for party in parties]


def not_so_many(parties):
    """Why these are too few or too many customers for one message; empty if they aren't."""
    if 0 < len(parties) <= MOST:
        return ""
    return _("Choose between 1 and %(most)s customers.") % {"most": f"{MOST:,}"}


def broadcast(parties, *, text, channels, subject="", press="", by, at=None):
    """Send `text` to `parties`; the Broadcast. 400 if there is no text, no channel, or nobody it could reach.

    `press` names the one press of Send; pressing it again with the same words gives the same Broadcast.
    """
    at, parties = at or timezone.now(), list(parties[: MOST + 1])
    text, subject = text.strip(), " ".join(subject.split())
    _check(parties, text, channels)
    words = {"text": text, "subject": subject, "channels": list(channels)}
    with transaction.atomic():
        row, is_new = Broadcast.objects.get_or_create(
            press=_key(press or uuid.uuid4().hex, *words.values()),
            defaults=words
            | {"total": len(parties), "created_at": at, "created_by_id": getattr(by, "pk", None)},
        )
        if is_new:
            _begin(row, [str(party.pk) for party in parties], by, at)
    return row


def send_part(event, *, at=None):
    """Queue the messages of one part; called once for each fact, in its transaction."""
    at = at or timezone.now()
    row = Broadcast.objects.select_for_update().get(pk=event.subject.partition(":")[2])
    # Two broadcasts to one customer run one after the other, so the second sees what the first has told.
    locked = Party.objects.select_for_update(no_key=True).filter(pk__in=event.data["keys"]).order_by("pk")
    # In the order of the dry run: where the day's limit ends in this part, it ends at the same customer.
    order = {key: place for place, key in enumerate(event.data["keys"])}
    parties = sorted(locked, key=lambda party: order[str(party.pk)])
    mailing = Mailing(at=at)
    words = {"channels": row.channels, "text": row.text, "subject": row.subject}
    found = addressees(parties, **words, press=str(row.pk), mailing=mailing)
    mailing.write()
    left_out = [{"party": str(one.party.pk), "why": one.why_not} for one in found if one.why_not]
    known = {str(one.party.pk) for one in found}
    left_out += [{"party": key, "why": GONE} for key in event.data["keys"] if key not in known]
    row.queued += sum(not one.why_not for one in found)
    row.left_out = [*row.left_out, *left_out]
    row.save(update_fields=["queued", "left_out"])


def _key(*parts):
    """Other words behind the same press are another message."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()


def _begin(row, keys, by, at):
    record("broadcast.begun", row, by=by, at=at, parties=len(keys))
    for first in range(0, len(keys), PART):
        record("broadcast.part", row, by=by, at=at, keys=keys[first : first + PART])


def _addressee(party, channels, missing, wish, was_told):
    if party.is_walk_in or party.status != Party.Status.ACTIVE:
        return Addressee(party, why_not=NOT_ACTIVE)
    if was_told:
        return Addressee(party, why_not=TOLD_TODAY)
    reasons = list(missing)
    for channel in channels:
        to = getattr(party, ADDRESS[channel])
        reason = _reason(channel, to, wish)
        if not reason:
            return Addressee(party, channel, to)
        reasons.append(str(reason))
    return Addressee(party, why_not="\n".join(dict.fromkeys(reasons)))


def _reason(channel, to, wish):
    """Why not by this channel: the customer's word first, then the address, then the law."""
    if refused := forbidden(wish, kinds.FreeMessage.name, channel):
        return refused
    if not to:
        return HAS_NO[ADDRESS[channel]]
    if channel == "sms" and not phones.is_mobile(to):
        return HAS_NO_MOBILE
    return why_not(channel, to) or ("" if serves(channel, to) else NOT_TO_THERE)


def _judge(mailing, kind, one):
    """Give the message its row, which at night waits for the morning; or why the shop may not send it, or the reader
    had enough."""
    one.why_not = mailing.no_more(kind, one.to)
    if not one.why_not:
        one.row = mailing.row(kind, one.channel, one.to)


def _check(parties, text, channels):
    problems = {"parties": not_so_many(parties)}
    if not text:
        problems["text"] = _("Enter the message.")
    if not channels:
        problems["channels"] = _("Choose at least one channel.")
    problems = {field: text for field, text in problems.items() if text}
    if problems:
        raise DomainError(next(iter(problems.values())), code="bad_message", fields=problems)
