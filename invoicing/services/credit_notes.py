"""Credit notes: an issued invoice taken back in part or whole, with a document of its own (CGST Act s.34).

It settles what is still due of its invoice; what is more stays with the shop as the customer's credit.
"""

from dataclasses import fields
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.services.ledger import post_to_locked
from invoicing.crediting import of_amount, of_quantities, whole
from invoicing.models import CreditNote, CreditNoteLine, Invoice
from invoicing.numbering import draw
from invoicing.selectors.credit_notes import creditable
from invoicing.selectors.standing import standing_of
from invoicing.services.sealing import CREDIT_NOTE, seal_of
from invoicing.services.settling import lock_party, settle
from invoicing.services.voiding import check_customer
from smartkhata.core import countries, money
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record

ZERO = Decimal("0.00")


def credit_invoice(invoice, *, reason, by, quantities=None, amount=None, on=None, at=None):
    """Issue a credit note for an open or paid invoice.

    All that is left of it, or `quantities` ({line position: how many came back}), or an `amount` (tax included)
    off its price, spread over its lines. DomainError too_much for more than is left.
    """
    at, reason = at or timezone.now(), reason.strip()[:200]
    if not reason:
        text = _("Say why: goods returned, price too high, ...")
        raise DomainError(text, code="reason_missing", fields={"reason": text})
    with transaction.atomic():
        party = lock_party(invoice.party_id)
        check_customer(party)
        invoice = Invoice.objects.select_for_update().get(pk=invoice.pk)
        invoice.party, invoice.business = party, party.business
        if invoice.status == Invoice.Status.VOID:
            raise DomainError("A void invoice needs no credit note.", code="not_open", status=409)
        on = on or today(party.business, now=at)
        note = _issue(invoice, _what(invoice, quantities, amount), reason, on, by, at)
        took = ZERO
        if invoice.status == Invoice.Status.OPEN:
            took = settle(note, note.total, kind="credit_note", on=on, only=invoice.pk)
        _post(note, by, at)
        left = note.total - took
        record("credit.issued", note, by=by, at=at, party=party, number=note.number, left=left)
    return note


def _what(invoice, quantities, amount):
    """The Credited that was asked for."""
    state = creditable(invoice)
    if quantities is not None:
        credited = of_quantities(state, quantities)
    elif amount is not None:
        credited = of_amount(state, money.to_amount(amount))
    else:
        credited = whole(state)
    if not ZERO < credited.total <= state.left:
        text = _("At most %(left)s of %(number)s can be credited.") % {
            "left": state.left,
            "number": invoice.number,
        }
        raise DomainError(text, code="too_much", fields={"amount": text})
    return credited


def _issue(invoice, credited, reason, on, by, at):
    business = invoice.business
    drawn = draw("credit_note", business, on)
    registration = invoice.seller.get("registration", business.registration)
    values = {
        field.name: getattr(credited, field.name) for field in fields(credited) if field.name != "lines"
    }
    note = CreditNote(
        party=invoice.party,
        invoice=invoice,
        number=drawn.text,
        number_key=drawn.key,
        series_id=drawn.series_id,
        serial=drawn.serial,
        title=countries.get(business.country).document_title("credit_note", registration=registration),
        currency=invoice.currency,
        issued_on=on,
        reason=reason,
        place_of_supply=invoice.place_of_supply,
        seller=invoice.seller,
        buyer=invoice.buyer,
        created_at=at,
        created_by_id=getattr(by, "pk", None),
        **values,
    )
    rows = [
        CreditNoteLine(credit_note=note, position=number, **line)
        for number, line in enumerate(credited.lines, start=1)
    ]
    note.seal = seal_of(note, rows, CREDIT_NOTE)
    note.save(force_insert=True)
    CreditNoteLine.objects.bulk_create(rows)
    return note


def _post(note, by, at):
    post_to_locked(
        note.party,
        kind="credit_note",
        amount=-note.total,
        on=note.issued_on,
        source=f"credit_note:{note.pk}:issued",
        by=by,
        note=f"{note.number}: {note.reason}",
        at=at,
        **standing_of(note.party),
    )
