"""What a message to many would come to, before it goes: how many get it by what and when, who not and why, the cost."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from notifications import kinds
from notifications.services.broadcasting import MOST, addressees, not_so_many
from notifications.services.previews import preview


@dataclass
class Foreseen:
    """`found` are the Addressees as the sending finds them; `problem` is why nothing may be sent at all."""

    found: list
    problem: str
    at: object
    business: object

    @cached_property
    def reached(self):
        return [one for one in self.found if not one.why_not]

    @cached_property
    def left_out(self):
        return [one for one in self.found if one.why_not]

    @cached_property
    def reasons(self):
        """[(why not, how many)], the most first."""
        return Counter(one.why_not for one in self.left_out).most_common()

    @cached_property
    def by_channel(self):
        return Counter(one.channel for one in self.reached).most_common()

    @cached_property
    def waiting(self):
        """[(the moment when it goes, how many wait for it)]: it is night where they are."""
        moments = Counter(
            one.row.next_attempt_at for one in self.reached if one.row.next_attempt_at > self.at
        )
        return sorted(moments.items())

    @cached_property
    def previews(self):
        """[Preview] of the first message by each channel."""
        first = {}
        for seen in self._alike:
            first.setdefault(seen.channel, seen)
        return list(first.values())

    @property
    def parts(self):
        """How many SMS it comes to."""
        return sum(seen.parts * len(seen.recipients) for seen in self._alike)

    @property
    def costs(self):
        """[(currency, about how much)] of all SMS whose price is known."""
        sums = Counter()
        for currency, much in (seen.cost for seen in self._alike if seen.cost):
            sums[currency] += much
        return list(sums.items())

    @cached_property
    def _alike(self):
        """A Preview of all those who get the same words at the same price."""
        groups = {}
        for one in self.reached:
            groups.setdefault((one.channel, one.row.body, one.to[:4]), []).append(one)
        return [
            preview(kinds.FreeMessage.again(rows[0].row), key[0], [one.to for one in rows], self.business)
            for key, rows in groups.items()
        ]


def foresee(parties, *, channels, text, subject="", business, at=None):
    """The Foreseen of `text` to `parties`; nothing is written."""
    at, parties = at or timezone.now(), list(parties[: MOST + 1])
    found = addressees(parties[:MOST], channels=channels, text=text, subject=subject, at=at)
    return Foreseen(found, not_so_many(parties), at, business)
