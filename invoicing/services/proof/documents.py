"""Issued documents against their lines, their settlement, their seal and their numbers."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import Q, Sum

from invoicing.models import Allocation, CreditNote, CreditNoteLine, Invoice, InvoiceLine, NumberSeries, Quote
from invoicing.selectors.numbers import gaps
from invoicing.services.proof.difference import Difference, compare
from invoicing.services.quotes import quote_seal
from invoicing.services.sealing import CREDIT_NOTE, INVOICE, seal_of

ZERO = Decimal("0.00")


def invoices():
    lines = _grouped(InvoiceLine.objects.order_by("position"), "invoice_id")
    sums = {"paid": Sum("amount"), "credited": Sum("amount", filter=~Q(kind="payment"))}
    settled = {
        pk: (paid, credited or ZERO)
        for pk, paid, credited in Allocation.objects.values_list("invoice").annotate(**sums)
    }
    for invoice in Invoice.objects.all():
        paid, credited = settled.get(invoice.pk, (ZERO, ZERO))
        yield from _sums(invoice, lines[invoice.pk])
        yield from compare(invoice.number, "paid", invoice.paid, paid)
        yield from compare(invoice.number, "credited", invoice.credited, credited)
        yield from compare(invoice.number, "seal", invoice.seal, seal_of(invoice, lines[invoice.pk], INVOICE))


def credit_notes():
    lines = _grouped(CreditNoteLine.objects.order_by("position"), "credit_note_id")
    given = defaultdict(lambda: ZERO)
    for note in CreditNote.objects.select_related("invoice"):
        given[note.invoice] += note.total
        yield from _sums(note, lines[note.pk])
        yield from compare(note.number, "seal", note.seal, seal_of(note, lines[note.pk], CREDIT_NOTE))
    for invoice, total in given.items():
        if total > invoice.total:
            yield Difference(invoice.number, "credit notes", total, invoice.total)


def quotes():
    for quote in Quote.objects.all():
        yield from compare(quote.number, "seal", quote.seal, quote_seal(quote))


def numbers():
    """A number that no document has, and nobody left out."""
    for series in NumberSeries.objects.all():
        for gap in gaps(series):
            if not gap.reason:
                yield Difference(f"{series.prefix} {series.year}".strip(), "numbers", gap.first, gap.last)


def _sums(document, lines):
    subtotal = sum((line.amount for line in lines), ZERO)
    tax = sum((Decimal(row["amount"]) for row in document.tax_lines), ZERO)
    added = ZERO if document.tax_inclusive else tax
    total = subtotal - document.discount + added + document.round_off
    yield from compare(document.number, "subtotal", document.subtotal, subtotal)
    yield from compare(document.number, "tax", document.tax, tax)
    yield from compare(document.number, "total", document.total, total)


def _grouped(rows, key):
    groups = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return groups
