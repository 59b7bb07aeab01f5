"""A mailing: messages of one shop that are judged one by one and put into the queue together, be it a single one.

What they share is read once, when it is first asked for. Nothing is written before `write`: what is refused leaves no
trace and takes no other along. One transaction holds it.
"""

import hashlib
from collections import Counter
from functools import cached_property

from django.db import IntegrityError, transaction
from django.utils import timezone

from notifications import kinds
from notifications.models import Notification, Preference
from notifications.selectors.texts import own_texts
from notifications.services import limits
from notifications.services.caps import COUNTED, ENOUGH, HELD, has_room, heard_and_silent
from notifications.services.channels import (
    ADDRESS,
    MISSING,
    NO_MOBILE,
    NOT_SET_UP,
    NOT_TO_THERE,
    reached,
    serves,
)
from notifications.services.failures import address_of
from notifications.services.hours import opening
from notifications.services.preferences import ALWAYS, forbidden, holds
from notifications.services.silence import SILENT
from notifications.services.wording import watch_words
from smartkhata.core.counters import next_value
from smartkhata.core.events import fact, record_all
from smartkhata.core.models import Business
from smartkhata.core.queue import enqueue
from smartkhata.core.tenancy import current_business_id

State = Notification.State


class Rows(list):
    """The rows of one channel; `left_out` are the asked addresses that get none: {address: why not}."""

    def __init__(self, rows=(), left_out=None):
        super().__init__(rows)
        self.left_out = left_out or {}


class Mailing:
    def __init__(self, *, at=None, business=None):
        self.at = at or timezone.now()
        if business:
            self.business = business
        self._rows = {}  # by dedupe key: one intention is one row
        self._wishes, self._heard, self._served, self._silent = {}, {}, {}, set()
        # What comes to the figures of the database: messages that count, and those to each address.
        self._counted, self._addressed = 0, Counter()

    def look_ahead(self, parties, addresses):
        """Read in two queries what will be asked of these customers and addresses."""
        keys = {party.pk for party in parties}
        self._wishes |= dict.fromkeys(keys)
        self._wishes |= {wish.party_id: wish for wish in Preference.objects.filter(party__in=keys)}
        self._listen(addresses)

    def offer(self, kind, channel, addresses):
        """The Rows of one channel, or the reason why there are none."""
        if not self._serves(channel):
            return NOT_SET_UP[channel]
        wish = self._wish(kind)
        if why_not := forbidden(wish, kind.name, channel):
            return why_not
        if not addresses:
            return MISSING[ADDRESS[channel]]
        if why_not := self.over_limit(kind):
            return why_not
        reachable, refused = reached(channel, addresses)
        if not reachable:
            return NOT_TO_THERE if NOT_TO_THERE in refused.values() else NO_MOBILE
        self._listen(reachable)
        refused |= {to: SILENT for to in reachable if self.is_silent(kind, to)}
        reachable = [to for to in reachable if to not in refused]
        wants_fewer = holds(wish, kind.name)
        found = {to: self._within(kind, channel, to, wants_fewer) for to in reachable}
        refused |= {to: ENOUGH for to, row in found.items() if row is None}
        return Rows(filter(None, found.values()), refused) or (ENOUGH if found else SILENT)

    def no_more(self, kind, to):
        """Why the shop may not send this one more to this address, or its reader said STOP or had enough; or ""."""
        why_not = SILENT if self.is_silent(kind, to) else self.over_limit(kind)
        return why_not or ("" if self.has_room(kind, to) else ENOUGH)

    def over_limit(self, kind):
        """Why the shop may not send one more; empty when it may."""
        if kind.name not in COUNTED:
            return ""
        left, why_not = self._quota
        return "" if left > self._counted else why_not

    def has_room(self, kind, to):
        """Whether one more message to this address keeps the caps."""
        if kind.name not in COUNTED:
            return True
        self._listen([to])
        return has_room(self._heard[to], self._addressed[to])

    def is_silent(self, kind, to):
        """Whether who has this number answered STOP."""
        self._listen([to])
        return kind.name not in ALWAYS and to in self._silent

    def row(self, kind, channel, recipient, *, language=None, **values):
        """The row of a message; `values` are columns that differ from what they are for its kind."""
        language = language or kinds.language_of(kind.party, self.business)
        subject, body, variables = kinds.written(
            kind, channel, self.business, language=language, recipient=recipient, own=self._texts
        )
        attach_pdf = kind.has_pdf and channel == "email"
        goes_at = opening(kind, recipient, self.business, self.at)
        given = {
            "dedupe_key": _key(kind.name, channel, recipient, kind.occurrence, subject, body, attach_pdf),
            "business": self.business,
            "party": kind.party,
            "invoice": kind.invoice,
            "kind": kind.name,
            "channel": channel,
            "recipient": recipient,
            "to_own": _is_own(kind, channel, recipient),
            "subject": subject,
            "body": body,
            "variables": list(variables.items()),
            "template": kind.template,
            "own_words": kind.kept_words,
            "code_ref": kind.code_ref,
            "link_subject": kind.link_subject,
            "attach_pdf": attach_pdf,
            "language": language,
            "priority": kind.priority,
            "next_attempt_at": goes_at,
            "expires_at": goes_at + kind.life,
            "created_at": self.at,
        }
        return self._keep(Notification(**given | values))

    def write(self):
        """Write the rows that are new, with their numbers, facts and a hint. Those that were there already, for the
        same intention, take the place of ours; `is_new` says which."""
        fresh = self._written()
        # The timeline tells of every message; a shared one is told by its own fact.
        told = [row for row in fresh if row.party_id and not row.code_ref]
        if told:
            record_all([_queued(row, self.at) for row in told])
        watch_words(self.business, [row.own_words for row in fresh if row.own_words], at=self.at)
        for urgent in {row.priority == 0 for row in fresh if row.state == State.QUEUED}:
            enqueue("notifications.deliver_urgent" if urgent else "notifications.deliver")

    def final(self, rows):
        """What stands in the table for these rows, once they are written."""
        return Rows((self._rows[row.dedupe_key] for row in rows), getattr(rows, "left_out", None))

    @cached_property
    def business(self):
        return Business.objects.get(pk=current_business_id())

    @cached_property
    def _texts(self):
        return own_texts()

    @cached_property
    def _quota(self):
        return limits.left(self.business, at=self.at)

    def _serves(self, channel):
        if channel not in self._served:
            self._served[channel] = serves(channel)
        return self._served[channel]

    def _wish(self, kind):
        party = kind.party
        if not party or kind.name in ALWAYS:
            return None
        if party.pk not in self._wishes:
            self._wishes[party.pk] = Preference.objects.filter(party=party).first()
        return self._wishes[party.pk]

    def _listen(self, addresses):
        if unread := set(addresses) - set(self._heard):
            counts, silent = heard_and_silent(unread, self.at)
            self._heard |= counts
            self._silent |= silent

    def _within(self, kind, channel, to, wants_fewer):
        """The row; held when the reader wants fewer messages or has had enough, None when it can't wait."""
        if not wants_fewer and self.has_room(kind, to):
            return self.row(kind, channel, to)
        may_wait = wants_fewer or kind.name in HELD
        return self.row(kind, channel, to, state=State.HELD) if may_wait else None

    def _keep(self, row):
        kept = self._rows.setdefault(row.dedupe_key, row)
        if kept is row and row.kind in COUNTED:
            self._counted += 1
            self._addressed[row.recipient] += row.state == State.QUEUED
        return kept

    def _written(self):
        """The rows that were new. Somebody else may write the same at this moment: then it is known the second
        time."""
        for is_last in (False, True):
            fresh = self._unknown()
            if not fresh:
                return []
            try:
                with transaction.atomic():
                    _number(fresh)
                    Notification.objects.bulk_create(fresh)
                return fresh
            except IntegrityError:
                if is_last:
                    raise

    def _unknown(self):
        known = {row.dedupe_key: row for row in Notification.objects.filter(dedupe_key__in=list(self._rows))}
        self._rows |= known
        for key, row in self._rows.items():
            row.is_new = key not in known
        return [row for row in self._rows.values() if row.is_new]


def _is_own(kind, channel, recipient):
    """Whether it goes to the customer as such. A code is for who asked for it, wherever the customer is by then."""
    if not kind.party or kind.name in ALWAYS:
        return False
    return address_of(kind, kind.party, channel).casefold() == recipient.casefold()


def _number(rows):
    last = next_value("notification", len(rows))
    for number, row in enumerate(rows, last - len(rows) + 1):
        row.number = f"NOTIF-{number:03d}"


def _queued(row, at):
    return fact("message.queued", row, at=at, party=row.party, kind=row.kind, channel=row.channel)


def _key(*parts):
    """The text is part of the intention: the same invoice with other words is another message."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()
