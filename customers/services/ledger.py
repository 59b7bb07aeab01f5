"""Writing the khata: one entry per fact, and the party's cached figures in the same transaction."""

import uuid
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import ZERO, LedgerEntry, Party
from customers.services.history import history_of, remember_payments
from smartkhata.core import money
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record
from smartkhata.core.models import Business
from smartkhata.core.tenancy import current_business_id

# What each kind of entry adds to a party's cached figures, as a factor of its signed amount. A line that undoes
# another counts as that one.
BILLED = {"invoice": 1, "void": 1, "invoice_out": 1, "credit_note": 1, "debit_note": 1}
PAID = {"payment": -1, "got": -1, "payment_out": -1, "tax_withheld": -1, "reversal": -1, "refund": -1}
INVOICES = {"invoice": 1, "void": -1, "invoice_out": -1}
SUMS = ("balance", "total_billed", "total_paid", "total_invoices", "last_invoice_on")
FIGURES = (*SUMS, "payment_history")
# A slip of the pen ("0026") would open the book at the wrong end, and a line can't be mended.
FIRST_DAY = date(2000, 1, 1)


def post_entry(party, *, kind, amount, on, source, by=None, note="", at=None, reverses=None):
    """Write one line of the khata; `amount` is signed, positive = the party owes us more.

    `source` names the fact (``invoice:7f..:issued``): posting it again returns the first entry. `reverses` is
    the line that this one takes back. The given `party` object gets the new figures.
    """
    line = {"kind": kind, "amount": amount, "on": on, "note": note[:200], "by_id": getattr(by, "pk", None)}
    line["reverses"] = reverses
    return _post(party, source, {**line, "recorded_at": at or timezone.now()})[0]


def post_to_locked(party, *, kind, amount, on, source, by=None, note="", at=None, **beside):
    """post_entry for a caller who holds the row lock of `party` and knows that the fact is new.

    Two statements instead of eight; `beside` (oldest_due_on, paid_amount ..) is written with the figures.
    """
    entry = LedgerEntry.objects.create(
        party=party,
        kind=kind,
        amount=amount,
        on=on,
        source=source,
        note=note[:200],
        by_id=getattr(by, "pk", None),
        recorded_at=at or timezone.now(),
    )
    for field, value in beside.items():
        setattr(party, field, value)
    _add_up(party, entry, also=beside)
    return entry


def note_entry(party, *, direction, amount, on, by, note="", key=None):
    """ "You gave" (on credit) or "you got" (money back), as written at the counter.

    `key` (a UUID of the form that was filled in) makes a second press of the button the same entry; another
    entry under the same key is a 409 key_reused.
    """
    amount, note = _checked(direction, amount, on), note.strip()[:200]
    line = {"kind": direction, "amount": amount if direction == "gave" else -amount, "on": on, "note": note}
    written = {**line, "by_id": getattr(by, "pk", None), "recorded_at": timezone.now()}
    with transaction.atomic():
        entry, created = _post(party, f"entry:{party.pk}:{key or uuid.uuid4()}", written)
        if created:
            record("entry.noted", entry, by=by, party=party, kind=direction, amount=amount)
        elif any(getattr(entry, field) != value for field, value in line.items()):
            text = _("This form was already used for another entry. Write the new one again.")
            raise DomainError(text, code="key_reused", status=409)
    return entry


def touch_portal(party, *, registered_at=None, verified_at=None, active_at=None):
    """What the portal learnt of the party: its phone has a profile, answered a code, looked in."""
    changes = {
        "phone_verified_at": verified_at,
        "portal_active_at": active_at,
        "registered_at": registered_at,
    }
    changes = {field: at for field, at in changes.items() if at}
    Party.objects.filter(pk=party.pk).update(**changes)
    for field, at in changes.items():
        setattr(party, field, at)


def keep_standing(party, **standing):
    """What the documents' app knows of the party: oldest_due_on (None: nothing is open), paid_amount and
    paid_amount_days (what money settled of invoices, and that times the days it took)."""
    Party.objects.filter(pk=party.pk).update(**standing)
    for field, value in standing.items():
        setattr(party, field, value)


def figures_of(entries):
    """The cached figures as they must be, from all entries of a party, oldest first (prove_ledger)."""
    figures = {"balance": ZERO, "total_billed": ZERO, "total_paid": ZERO, "total_invoices": 0}
    for entry in entries:
        for field, change in _changes(entry).items():
            figures[field] += change
    issued = [entry.on for entry in entries if entry.kind == "invoice"]
    return {**figures, "last_invoice_on": max(issued, default=None), "payment_history": history_of(entries)}


def _checked(direction, amount, on):
    if direction not in ("gave", "got"):
        raise DomainError("Say whether you gave or got.", code="bad_type", fields={"type": "gave or got"})
    amount = money.to_amount(amount)
    if amount <= 0:
        raise _wrong("amount", _("Enter an amount above 0."))
    if not FIRST_DAY <= on <= today(Business.objects.get(pk=current_business_id())):
        raise _wrong("date", _("Enter the day it happened: today or earlier."))
    return amount


def _post(party, source, line):
    """(the entry of `source`, whether it is new); the party's row lock makes twins wait for each other."""
    with transaction.atomic():
        locked = Party.objects.select_for_update().get(pk=party.pk)
        entry, created = LedgerEntry.objects.get_or_create(
            source=source, defaults={"business_id": current_business_id(), "party_id": party.pk, **line}
        )
        if created:
            _add_up(locked, entry)
    for field in (*FIGURES, "updated_at"):
        setattr(party, field, getattr(locked, field))
    return entry, created


def _add_up(party, entry, also=()):
    for field, change in _changes(entry).items():
        setattr(party, field, getattr(party, field) + change)
    if max(abs(party.balance), abs(party.total_billed), abs(party.total_paid)) > money.MAX_AMOUNT:
        raise _wrong("amount", _("The khata holds no amount that large. Check it."))
    if entry.kind == "invoice":
        party.last_invoice_on = max(filter(None, (party.last_invoice_on, entry.on)))
    party.save(update_fields=[*SUMS, *also, "updated_at"])
    if _counts_as(entry) in PAID:
        party.payment_history = remember_payments([party.pk])[party.pk]


def _changes(entry):
    kind = _counts_as(entry)
    return {
        "balance": entry.amount,
        "total_billed": entry.amount * BILLED.get(kind, 0),
        "total_paid": entry.amount * PAID.get(kind, 0),
        "total_invoices": INVOICES.get(kind, 0),
    }


def _counts_as(entry):
    return entry.reverses.kind if entry.reverses_id else entry.kind


def _wrong(field, text):
    return DomainError(text, code=f"bad_{field}", fields={field: text})
