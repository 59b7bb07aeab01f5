"""Writing the khata: one entry per fact, and the party's cached figures in the same transaction."""

import uuid
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from customers.models import LedgerEntry, Party
from smartkhata.core import money
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record
from smartkhata.core.tenancy import current_business_id

# What each kind of entry adds to a party's cached figures, as a factor of its signed amount.
BILLED = {"invoice": 1, "void": 1}
PAID = {"payment": -1, "got": -1}
INVOICES = {"invoice": 1, "void": -1}


def post_entry(party, *, kind, amount, on, source, by=None, note="", at=None):
    """Write one line of the khata; `amount` is signed, positive = the party owes us more.

    `source` names the fact (``invoice:7f..:issued``): posting it again returns the first entry. The given
    `party` object gets the new figures.
    """
    with transaction.atomic():
        locked = Party.objects.select_for_update().get(pk=party.pk)
        entry, created = LedgerEntry.objects.get_or_create(
            source=source,
            defaults={
                "business_id": current_business_id(),
                "party_id": party.pk,
                "kind": kind,
                "amount": amount,
                "on": on,
                "note": note[:200],
                "by_id": getattr(by, "pk", None),
                "recorded_at": at or timezone.now(),
            },
        )
        if created:
            _add_up(locked, entry)
    for field in (*FIGURES, "updated_at"):
        setattr(party, field, getattr(locked, field))
    return entry


def note_entry(party, *, direction, amount, on, by, note="", key=None):
    """ "You gave" (on credit) or "you got" (money back), as written at the counter."""
    if direction not in ("gave", "got"):
        raise DomainError("Say whether you gave or got.", code="bad_type", fields={"type": "gave or got"})
    amount = money.to_amount(amount)
    if amount <= 0:
        text = "Enter an amount above 0."
        raise DomainError(text, code="bad_amount", fields={"amount": text})
    with transaction.atomic():
        entry = post_entry(
            party,
            kind=direction,
            amount=amount if direction == "gave" else -amount,
            on=on,
            source=f"entry:{key or uuid.uuid4()}",
            by=by,
            note=note.strip(),
        )
        record("entry.noted", f"ledgerentry:{entry.pk}", by=by, party=party, kind=direction)
    return entry


def touch_portal(party, *, verified_at=None, active_at=None):
    """What the portal learnt of the party: its phone answered a code, it looked in."""
    changes = {"phone_verified_at": verified_at, "portal_active_at": active_at}
    Party.objects.filter(pk=party.pk).update(**{key: at for key, at in changes.items() if at})


def keep_oldest_due(party, day):
    """The due date of the party's oldest open invoice (None: nothing open), as the documents' app knows it."""
    Party.objects.filter(pk=party.pk).update(oldest_due_on=day)
    party.oldest_due_on = day


def figures_of(entries):
    """The cached figures as they must be, from all entries of a party in order (prove_ledger)."""
    figures = {"balance": Decimal("0.00"), "total_billed": Decimal("0.00"), "total_paid": Decimal("0.00")}
    figures |= {"total_invoices": 0}
    for entry in entries:
        for field, change in _changes(entry).items():
            figures[field] += change
    return figures


FIGURES = ("balance", "total_billed", "total_paid", "total_invoices", "last_invoice_on")


def _add_up(party, entry):
    for field, change in _changes(entry).items():
        setattr(party, field, getattr(party, field) + change)
    if entry.kind == "invoice":
        party.last_invoice_on = max(filter(None, (party.last_invoice_on, entry.on)))
    party.save(update_fields=[*FIGURES, "updated_at"])


def _changes(entry):
    return {
        "balance": entry.amount,
        "total_billed": entry.amount * BILLED.get(entry.kind, 0),
        "total_paid": entry.amount * PAID.get(entry.kind, 0),
        "total_invoices": INVOICES.get(entry.kind, 0),
    }
