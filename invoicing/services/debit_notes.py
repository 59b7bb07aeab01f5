"""Debit notes: an issued invoice asked for too little (CGST Act s.34(3)). The rest has a document of its own.

It is an Invoice of another kind: with a number of its own series, a due day, a line in the khata, and payments.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.services.ledger import post_to_locked
from invoicing import numbering
from invoicing.lines import as_lines, clean_lines
from invoicing.models import Invoice, InvoiceLine
from invoicing.selectors.drafts import terms_of
from invoicing.services.invoices import check_numbers, issued_lines, tax_rows
from invoicing.services.sealing import seal_of
from invoicing.services.settling import lock_party
from invoicing.services.voiding import check_customer
from invoicing.totals import compute
from smartkhata.core import countries
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record

# What it takes over from the invoice: the same seller, buyer, place and paper.
SAME = ("currency", "place_of_supply", "place_reason", "seller", "buyer", "template_version", "presentation")
TOTALS = ("subtotal", "discount", "tax", "round_off", "total")


def debit_invoice(invoice, *, lines, reason, by, tax_inclusive=False, on=None, at=None):
    """Issue a debit note against an invoice for `lines` (as of a draft), taxed as on the invoice's own day."""
    at, reason = at or timezone.now(), reason.replace("\x00", "").strip()[:200]
    if not reason:
        text = _("Say why: a price was too low, more was delivered, ...")
        raise DomainError(text, code="reason_missing", fields={"reason": text})
    rows = clean_lines(lines)
    check_numbers(rows)
    with transaction.atomic():
        party = lock_party(invoice.party_id)
        check_customer(party)
        invoice.business = business = party.business
        _refuse_unless_correctable(invoice)
        on = on or today(business, now=at)
        totals = _totals(invoice, rows, tax_inclusive)
        note = _note(invoice, party, totals, tax_inclusive, on)
        note.reason, note.created_at, note.created_by_id = reason, at, getattr(by, "pk", None)
        kept = issued_lines(note, rows, totals)
        drawn = numbering.draw("debit_note", business, on)
        note.series_id, note.serial = drawn.series_id, drawn.serial
        note.number, note.number_key = drawn.text, drawn.key
        note.pay_code = numbering.next_pay_code()
        note.seal = seal_of(note, kept)
        note.save(force_insert=True)
        InvoiceLine.objects.bulk_create(kept)
        _post(note, by, at)
        record("debit.issued", note, by=by, at=at, party=party, number=note.number)
    return note


def _refuse_unless_correctable(invoice):
    if invoice.kind == Invoice.Kind.DEBIT_NOTE:
        text = _("A debit note corrects an invoice. Make it for %(number)s.") % {
            "number": invoice.against.number
        }
        raise DomainError(text, code="not_an_invoice", status=409)
    if invoice.status == Invoice.Status.VOID:
        raise DomainError("A void invoice can't be raised. Write a new one.", code="not_open", status=409)


def _totals(invoice, rows, tax_inclusive):
    return compute(
        as_lines(rows),
        country=invoice.business.country,
        registration=invoice.seller.get("registration", "none"),
        seller_state=invoice.seller.get("state", ""),
        place_of_supply=invoice.place_of_supply,
        tax_inclusive=tax_inclusive,
        on=invoice.issued_on,
    )


def _note(invoice, party, totals, tax_inclusive, on):
    registration = invoice.seller.get("registration", "none")
    title = countries.get(party.business.country).document_title("debit_note", registration=registration)
    return Invoice(
        kind=Invoice.Kind.DEBIT_NOTE,
        against=invoice,
        party=party,
        title=title,
        issued_on=on,
        due_on=on + timedelta(days=terms_of(party)),
        tax_lines=tax_rows(totals),
        tax_inclusive=tax_inclusive,
        **{field: getattr(invoice, field) for field in SAME},
        **{field: getattr(totals, field) for field in TOTALS},
    )


def _post(note, by, at):
    party = note.party
    post_to_locked(
        party,
        kind="debit_note",
        amount=note.total,
        on=note.issued_on,
        source=f"invoice:{note.pk}:issued",
        by=by,
        note=f"{note.number}: {note.reason}",
        at=at,
        oldest_due_on=min(filter(None, (party.oldest_due_on, note.total and note.due_on)), default=None),
    )
