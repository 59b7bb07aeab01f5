"""What the shop notes about a party, for itself only: dated, by whom, encrypted. One of them may be pinned."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Note
from smartkhata.core.errors import DomainError, not_found
from smartkhata.core.events import record

LONGEST = 5000


def add_note(party, text, *, by, pinned=False, at=None):
    """A new note; a pinned one takes the place of the one that was pinned."""
    text = text.replace("\x00", "").strip()
    if not text:
        raise _wrong(_("Write something first."))
    if len(text) > LONGEST:
        raise _wrong(_("Use at most %(n)s characters.") % {"n": LONGEST})
    with transaction.atomic():
        if pinned:
            _unpin(party)
        note = Note.objects.create(
            party=party,
            text=text,
            pinned=pinned,
            by_id=getattr(by, "pk", None),
            by_label="" if by is None else str(by)[:80],
            at=at or timezone.now(),
        )
        _forget(party)
        record("note.added", note, by=by, at=at, party=party)
    return note


def pin_text(party, text, *, by, at=None):
    """The document's ``notes``: this text is the pinned note; empty unpins. What was pinned stays as a note."""
    text = (text or "").strip()
    if text == party.notes:
        return
    if text:
        add_note(party, text, by=by, pinned=True, at=at)
    else:
        _unpin(party)


def remove_note(party, ref, *, by):
    """Delete a note; 404 when the party has no such note."""
    try:
        note = Note.objects.filter(party=party, pk=uuid.UUID(str(ref))).first()
    except ValueError:
        note = None
    if note is None:
        raise not_found("This note was not found.")
    with transaction.atomic():
        record("note.removed", note, by=by, party=party)
        note.delete()
        _forget(party)


def _unpin(party):
    Note.objects.filter(party=party, pinned=True).update(pinned=False)
    _forget(party)


def _forget(party):
    getattr(party, "_prefetched_objects_cache", {}).pop("note_rows", None)


def _wrong(text):
    return DomainError(text, code="invalid", fields={"text": text})
