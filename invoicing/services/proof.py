"""Proving the books of the open shop: everything that is cached, computed again from what it came from."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from customers.models import LedgerEntry, Party
from customers.services.ledger import figures_of
from invoicing.models import Allocation, Invoice, InvoiceLine, Payment
from invoicing.selectors.invoices import oldest_due_on
from invoicing.services.invoices import seal_of

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Difference:
    """`what` of `row` says `stored`, and should say `computed`."""

    row: str
    what: str
    stored: object
    computed: object


def differences():
    """Every difference in the open shop; an empty list is the proof."""
    return [*_parties(), *_invoices(), *_payments(), *_entries()]


def _parties():
    entries = defaultdict(list)
    # Entries stay with the party they were written for; the figures of a merged one stand with the other.
    for entry in LedgerEntry.objects.select_related("party").order_by("on", "recorded_at"):
        entries[entry.party.merged_into_id or entry.party_id].append(entry)
    for party in Party.objects.all():
        computed = figures_of(entries[party.pk])
        issued = [entry.on for entry in entries[party.pk] if entry.kind == "invoice"]
        computed |= {"last_invoice_on": max(issued, default=None), "oldest_due_on": oldest_due_on(party)}
        for field, value in computed.items():
            yield from _compare(party.number, field, getattr(party, field), value)


def _invoices():
    lines = defaultdict(list)
    for line in InvoiceLine.objects.order_by("position"):
        lines[line.invoice_id].append(line)
    paid = dict(Allocation.objects.values_list("invoice").annotate(Sum("amount")))
    for invoice in Invoice.objects.all():
        subtotal = sum((line.amount for line in lines[invoice.pk]), ZERO)
        tax = sum((Decimal(row["amount"]) for row in invoice.tax_lines), ZERO)
        added = ZERO if invoice.tax_inclusive else tax
        total = subtotal - invoice.discount + added + invoice.round_off
        seal = seal_of(invoice, lines[invoice.pk])
        yield from _compare(invoice.number, "subtotal", invoice.subtotal, subtotal)
        yield from _compare(invoice.number, "tax", invoice.tax, tax)
        yield from _compare(invoice.number, "total", invoice.total, total)
        yield from _compare(invoice.number, "paid", invoice.paid, paid.get(invoice.pk, ZERO))
        yield from _compare(invoice.number, "seal", invoice.seal, seal)


def _payments():
    for payment in Payment.objects.annotate(allocated=Sum("allocations__amount")):
        if (payment.allocated or ZERO) > payment.amount:
            yield Difference(payment.number, "allocated", payment.allocated, payment.amount)


def _entries():
    """Each document has its entry in the khata, with its amount and sign."""
    kept = dict(LedgerEntry.objects.values_list("source", "amount"))
    for invoice in Invoice.objects.all():
        yield from _compare(invoice.number, "entry", kept.get(f"invoice:{invoice.pk}:issued"), invoice.total)
        void = -invoice.total if invoice.status == Invoice.Status.VOID else None
        yield from _compare(invoice.number, "void entry", kept.get(f"invoice:{invoice.pk}:void"), void)
    for payment in Payment.objects.all():
        source = f"payment:{payment.pk}:recorded"
        yield from _compare(payment.number, "entry", kept.get(source), -payment.amount)


def _compare(row, what, stored, computed):
    if stored != computed:
        yield Difference(row, what, stored, computed)
