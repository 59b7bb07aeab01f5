"""Credit notes, and what of an invoice may still be credited."""

from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext as _

from invoicing.crediting import Creditable, CreditableLine
from invoicing.models import CreditNote, CreditNoteLine
from invoicing.numbering import stripped
from invoicing.selectors.references import find

ZERO = Decimal("0.00")


def find_credit_note(ref):
    """A credit note by UUID, number or stripped number; 404 otherwise."""
    rows = CreditNote.objects.select_related("party", "invoice")
    return find(
        rows,
        ref,
        missing=_("This credit note was not found."),
        by_number=lambda text: {"number_key": stripped(text)},
    )


def creditable(invoice):
    """The Creditable of an invoice: lines with what is left of each, and of the whole."""
    mine = CreditNoteLine.objects.filter(credit_note__invoice=invoice)
    back = dict(mine.filter(by_amount=False).values_list("invoice_line").annotate(Sum("quantity")))
    notes = CreditNote.objects.filter(invoice=invoice).aggregate(sum=Sum("total"))["sum"]
    given_up = invoice.allocations.filter(kind="write_off").aggregate(sum=Sum("amount"))["sum"] or ZERO
    return Creditable(
        invoice=invoice,
        country=invoice.business.country,
        lines=[
            CreditableLine(line, line.quantity - back.get(line.pk, ZERO))
            for line in invoice.lines.order_by("position")
        ],
        left=invoice.total - (notes or ZERO) - given_up,
        earlier=notes is not None,
        reduced=mine.filter(by_amount=True).exists() or bool(given_up),
    )
