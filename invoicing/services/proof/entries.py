"""Each document has its line in the khata, with its amount and sign; and no line stands there without one."""

import re
from collections import defaultdict

from customers.models import LedgerEntry
from invoicing.models import Allocation, CreditNote, Invoice, Payment, Refund
from invoicing.selectors.credits import OF_DOCUMENTS
from invoicing.services.proof.difference import Difference, compare

# A walk-in's document that found its customer: the opposite here, the line there.
_MOVE = re.compile(r"^(.*):(?:handed_over|tagged):(.*)$")


def entries():
    kept = dict(LedgerEntry.objects.filter(kind__in=OF_DOCUMENTS).values_list("source", "amount"))
    for number, what, source, amount in _expected():
        yield from compare(number, what, kept.pop(source, None), amount)
    moved = defaultdict(list)
    for source, amount in kept.items():
        fact, is_move, party = _MOVE.sub(r"\1 \2", source).partition(" ")
        if is_move:
            moved[fact, party].append(amount)
        else:
            yield Difference(source, "line without a document", amount, None)
    for (fact, _), amounts in moved.items():
        yield from compare(fact, "handed over", sum(amounts), 0)


def _expected():
    """(number, what, source, amount) of each line that the documents ask for."""
    given_up = dict(Allocation.objects.filter(kind="write_off").values_list("invoice", "amount"))
    for row in Invoice.objects.all():
        yield row.number, "entry", f"invoice:{row.pk}:issued", row.total
        if row.status == Invoice.Status.VOID:
            yield row.number, "void entry", f"invoice:{row.pk}:void", -row.total
        if row.pk in given_up:
            yield row.number, "write-off entry", f"invoice:{row.pk}:write_off", -given_up[row.pk]
    for row in Payment.objects.all():
        yield row.number, "entry", f"payment:{row.pk}:recorded", -row.amount
        if row.withheld:
            yield row.number, "withheld entry", f"payment:{row.pk}:withheld", -row.withheld
        if row.reversed_on:
            yield row.number, "reversal entry", f"payment:{row.pk}:reversed", row.amount + row.withheld
    for row in CreditNote.objects.all():
        yield row.number, "entry", f"credit_note:{row.pk}:issued", -row.total
    for row in Refund.objects.all():
        yield row.number, "entry", f"refund:{row.pk}:paid", row.amount
