"""Taking an issued invoice back: void while nothing is paid, written off when the rest will not come."""

from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.services.ledger import post_to_locked
from invoicing.models import Allocation, Invoice
from invoicing.selectors.standing import standing_of
from invoicing.services.settling import lock_party
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record

# Up to here a rest is a rounding slip: the invoice counts as paid, not as written off (domain: within 1.00).
SMALL_CHANGE = Decimal("1.00")


def void_invoice(invoice, *, reason, by, at=None):
    """Take back an unpaid invoice: it keeps its number, the khata gets the opposite entry."""
    at, reason = at or timezone.now(), _reason(reason, _("Say why the invoice is void."))
    with transaction.atomic():
        invoice = lock_issued(invoice)
        if invoice.kind == Invoice.Kind.DEBIT_NOTE:
            text = _("Take a debit note back with a credit note.")
            raise DomainError(text, code="not_voidable", status=409)
        if invoice.paid:
            text = _("Part of this invoice is paid. Make a credit note instead.")
            raise DomainError(text, code="already_paid", status=409)
        if invoice.debit_notes.filter(paid__lt=F("total")).exists():
            text = _("A debit note still asks for more of it. Take that back with a credit note first.")
            raise DomainError(text, code="debit_note_open", status=409)
        invoice.status, invoice.void_reason, invoice.voided_at = Invoice.Status.VOID, reason, at
        invoice.save(update_fields=["status", "void_reason", "voided_at"])
        _post(invoice, "void", -invoice.total, by, at)
        record("invoice.voided", invoice, by=by, at=at, party=invoice.party, number=invoice.number)
    return invoice


def write_off(invoice, *, reason, by, at=None):
    """Give up what is still due: it leaves the khata with a line of its own, and stays to be seen.

    A rest of at most 1.00 only settles the invoice; more makes it written off.
    """
    at, reason = at or timezone.now(), _reason(reason, _("Say why you give this money up."))
    with transaction.atomic():
        invoice = lock_issued(invoice)
        check_customer(invoice.party)
        rest = invoice.balance_due
        if not rest:
            raise DomainError("Nothing is due of this invoice.", code="nothing_due", status=409)
        day = today(invoice.business, now=at)
        Allocation.objects.create(kind=Allocation.Kind.WRITE_OFF, invoice=invoice, amount=rest, on=day)
        invoice.paid, invoice.credited = invoice.paid + rest, invoice.credited + rest
        if rest > SMALL_CHANGE:
            invoice.status, invoice.void_reason, invoice.voided_at = Invoice.Status.WRITTEN_OFF, reason, at
        invoice.save(update_fields=["paid", "credited", "status", "void_reason", "voided_at"])
        _post(invoice, "write_off", -rest, by, at)
        record("invoice.written_off", invoice, by=by, at=at, party=invoice.party, number=invoice.number)
    return invoice


def lock_issued(invoice):
    """The open invoice under its party's and its own row lock; 409 not_open otherwise."""
    party = lock_party(invoice.party_id)
    row = Invoice.objects.select_for_update().get(pk=invoice.pk)
    if row.status != Invoice.Status.OPEN:
        raise DomainError("This invoice is not open any more.", code="not_open", status=409)
    row.party, row.business = party, party.business
    return row


def check_customer(party):
    """Lines about a stranger's bill can't follow it to its customer, so it must find them first."""
    if party.is_walk_in:
        raise DomainError("Tag the invoice with its customer first.", code="walk_in", status=409)


def _reason(reason, text):
    reason = reason.strip()[:200]
    if not reason:
        raise DomainError(text, code="reason_missing", fields={"reason": text})
    return reason


def _post(invoice, kind, amount, by, at):
    post_to_locked(
        invoice.party,
        kind=kind,
        amount=amount,
        on=today(invoice.business, now=at),
        source=f"invoice:{invoice.pk}:{kind}",
        by=by,
        note=invoice.number,
        at=at,
        **standing_of(invoice.party),
    )
