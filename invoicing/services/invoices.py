"""Issuing: a draft becomes a document with a number, an entry in the khata and a seal. Once."""

import hashlib
import json
from decimal import Decimal

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from customers.services.ledger import keep_oldest_due, post_entry
from invoicing import numbering
from invoicing.drafting.review import blocking
from invoicing.models import Draft, Invoice, InvoiceLine
from invoicing.selectors.drafts import draft_totals, due_on, place_of_supply
from invoicing.selectors.invoices import oldest_due_on
from invoicing.services.drafts import lock_open
from smartkhata.core import countries
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record
from smartkhata.core.models import Business

SEALED = (
    "number",
    "pay_code",
    "title",
    "currency",
    "issued_on",
    "place_of_supply",
    "seller",
    "buyer",
    "subtotal",
    "discount",
    "tax",
    "tax_lines",
    "tax_inclusive",
    "round_off",
    "total",
)
SEALED_LINES = (
    "position",
    "description",
    "hsn",
    "quantity",
    "unit",
    "rate",
    "discount",
    "tax_rate",
    "amount",
)


def accept_draft(draft, *, by, on=None, at=None):
    """Issue a draft as an invoice dated `on` (today in the shop). 409 already_sent for the second of two.

    400 when something must be cleared first: no lines, a missing rate, a blocking flag.
    """
    at = at or timezone.now()
    with transaction.atomic():
        draft = lock_open(draft)
        business = Business.objects.get(pk=draft.business_id)
        _check_ready(draft)
        totals = draft_totals(draft, business)
        on = on or today(business, now=at)
        invoice = _document(draft, business, totals, on, at, by)
        lines = _lines(invoice, draft, totals)
        # The number is drawn late, so that its row lock is short.
        invoice.number = numbering.invoice_number(business, on)
        invoice.number_key = numbering.stripped(invoice.number)
        invoice.pay_code = numbering.next_pay_code()
        invoice.seal = seal_of(invoice, lines)
        invoice.save(force_insert=True)
        InvoiceLine.objects.bulk_create(lines)
        draft.status, draft.sent_at = Draft.Status.CONVERTED, at
        draft.save(update_fields=["status", "sent_at", "updated_at"])
        _post(invoice, "invoice", invoice.total, on, "issued", by, at)
        record("invoice.issued", invoice, by=by, at=at, party=invoice.party, number=invoice.number)
    return invoice


def void_invoice(invoice, *, reason, by, at=None):
    """Take back an unpaid invoice: it keeps its number, the khata gets the opposite entry."""
    at = at or timezone.now()
    reason = reason.strip()
    if not reason:
        text = "Say why the invoice is void."
        raise DomainError(text, code="reason_missing", fields={"reason": text})
    with transaction.atomic():
        invoice = Invoice.objects.select_for_update(of=("self",)).select_related("party").get(pk=invoice.pk)
        if invoice.status != Invoice.Status.OPEN:
            raise DomainError("This invoice is not open any more.", code="not_open", status=409)
        if invoice.paid:
            text = "Part of this invoice is paid. Make a credit note instead."
            raise DomainError(text, code="already_paid", status=409)
        invoice.status, invoice.void_reason, invoice.voided_at = Invoice.Status.VOID, reason[:200], at
        invoice.save(update_fields=["status", "void_reason", "voided_at"])
        business = Business.objects.get(pk=invoice.business_id)
        _post(invoice, "void", -invoice.total, today(business, now=at), "void", by, at)
        record("invoice.voided", invoice, by=by, at=at, party=invoice.party, number=invoice.number)
    return invoice


def mark_sent(invoice, *, at):
    """The first message about the invoice went out."""
    Invoice.objects.filter(pk=invoice.pk, first_sent_at=None).update(first_sent_at=at)


def seal_of(invoice, lines):
    """The hash of everything that was issued; a later change of any of it shows (prove_ledger)."""
    content = {field: getattr(invoice, field) for field in SEALED}
    content["lines"] = [{field: getattr(line, field) for field in SEALED_LINES} for line in lines]
    content["party"] = str(invoice.issued_to or invoice.party_id)
    text = json.dumps(content, cls=_Canonical, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


class _Canonical(DjangoJSONEncoder):
    """Decimals by value: 3 and 3.000 are the same quantity before and after the database."""

    def default(self, value):
        if hasattr(value, "as_tuple"):
            return f"{value.normalize():f}"
        return super().default(value)


def _check_ready(draft):
    if not draft.lines:
        raise DomainError("Add at least one line first.", code="no_lines", fields={"items": "Add a line."})
    if any(line["rate"] is None for line in draft.lines):
        fields = {
            f"items.{number}.rate": "Enter the rate."
            for number, line in enumerate(draft.lines)
            if line["rate"] is None
        }
        raise DomainError("A rate is missing. Enter it first.", code="needs_rate", fields=fields)
    if flags := blocking(draft.flags):
        text = f"Look at this draft before it goes out: {', '.join(flags).replace('_', ' ')}."
        raise DomainError(text, code="needs_review", extra={"flags": flags})


def _document(draft, business, totals, on, at, by):
    country = countries.get(business.country)
    return Invoice(
        party=draft.party,
        draft=draft,
        title=country.document_title("invoice", registration=business.registration),
        currency=business.currency,
        issued_on=on,
        due_on=due_on(draft, on),
        place_of_supply=place_of_supply(draft, business),
        seller=_seller(business),
        buyer=_buyer(draft.party) | draft.walk_in,
        subtotal=totals.subtotal,
        discount=totals.discount,
        tax=totals.tax,
        tax_lines=[
            {"name": t.name, "percent": str(t.percent), "taxable": str(t.taxable), "amount": str(t.amount)}
            for t in totals.tax_lines
        ],
        tax_inclusive=draft.tax_inclusive,
        round_off=totals.round_off,
        total=totals.total,
        notes=draft.notes,
        created_at=at,
        created_by_id=getattr(by, "pk", None),
    )


def _lines(invoice, draft, totals):
    return [
        InvoiceLine(
            invoice=invoice,
            position=number,
            description=row["description"],
            hsn=row["hsn"],
            quantity=Decimal(row["quantity"]),
            unit=row["unit"],
            rate=Decimal(row["rate"]),
            discount=Decimal(row["discount"]),
            tax_rate=line.tax_rate,
            amount=line.amount,
        )
        for number, (row, line) in enumerate(zip(draft.lines, totals.lines, strict=True), start=1)
    ]


def _post(invoice, kind, amount, on, what, by, at):
    post_entry(
        invoice.party,
        kind=kind,
        amount=amount,
        on=on,
        source=f"invoice:{invoice.pk}:{what}",
        by=by,
        note=invoice.number,
        at=at,
    )
    keep_oldest_due(invoice.party, oldest_due_on(invoice.party))


def _seller(business):
    return {
        "name": business.name,
        "address": business.address,
        "tax_id": business.tax_id if business.registration != "none" else "",
        "phone": business.phone,
        "email": business.email,
        "state": business.state_code,
        "registration": business.registration,
    }


def _buyer(party):
    return {
        "name": party.name,
        "address": party.address,
        "tax_id": party.tax_id,
        "phone": party.phone,
        "email": party.email,
        "state": party.state_code,
    }
