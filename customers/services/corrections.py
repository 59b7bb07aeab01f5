"""Mending the khata without changing a line: taking an entry back, and letting go of a small difference."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from customers.models import LedgerEntry, Party
from customers.services.ledger import post_entry
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record
from smartkhata.core.models import Business

# What a person wrote by hand. A document has its own way back: void, credit note, reversed payment.
BY_HAND = ("opening", "gave", "got", "difference")


def reverse_entry(entry, *, by, note="", on=None, at=None):
    """Take a line of the khata back by an opposite line on its own day (default: today). Twice is once.

    409 not_by_hand for the line of a document, 409 already_reversed for a line that was taken back before.
    """
    if entry.kind not in BY_HAND:
        text = _("This line belongs to a document. Correct it there.")
        raise DomainError(text, code="not_by_hand", status=409)
    with transaction.atomic():
        party = Party.objects.select_for_update().get(pk=entry.party_id)
        if LedgerEntry.objects.filter(reverses=entry).exists():
            raise DomainError("This entry was taken back already.", code="already_reversed", status=409)
        line = post_entry(
            party,
            kind="undo",
            amount=-entry.amount,
            on=max(on or _today(party, at), entry.on),
            source=f"entry:{entry.pk}:undone",
            note=note.strip() or entry.note,
            by=by,
            at=at,
            reverses=entry,
        )
        record("entry.reversed", line, by=by, at=at, party=party, kind=entry.kind, amount=abs(entry.amount))
    return line


def write_off_difference(party, *, by, note="", on=None, at=None):
    """Let a balance go that is no larger than the shop's tolerance, in either direction.

    409 nothing_open when nothing is open, 409 above_tolerance when it is more.
    """
    with transaction.atomic():
        party = Party.objects.select_for_update().get(pk=party.pk)
        amount, limit = party.balance, Business.objects.get(pk=party.business_id).write_off_limit
        if not amount:
            raise DomainError(
                _("%(name)s owes nothing.") % {"name": party.name}, code="nothing_open", status=409
            )
        if abs(amount) > limit:
            text = _("Only a difference of up to %(limit)s may be let go. Settings decide how much.") % {
                "limit": limit
            }
            raise DomainError(text, code="above_tolerance", status=409)
        line = post_entry(
            party,
            kind="difference",
            amount=-amount,
            on=on or _today(party, at),
            source=f"difference:{uuid.uuid4()}",
            note=note.strip() or "Small difference",
            by=by,
            at=at,
        )
        record("entry.noted", line, by=by, at=at, party=party, kind="difference", amount=abs(amount))
    return line


def _today(party, at):
    return today(Business.objects.get(pk=party.business_id), now=at)
