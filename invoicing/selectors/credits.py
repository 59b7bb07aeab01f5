"""What a customer has with the shop: payments and credit notes that nothing has used up yet."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import DecimalField, F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from customers.models import LedgerEntry
from customers.selectors import identities
from invoicing.models import Allocation, CreditNote, Payment, Refund

ZERO = Decimal("0.00")
# What the documents post; everything else in the khata (opening balance, gave, got) stands outside them.
OF_DOCUMENTS = (
    "invoice",
    "invoice_out",
    "void",
    "credit_note",
    "debit_note",
    "write_off",
    "payment",
    "payment_out",
    "tax_withheld",
    "reversal",
    "refund",
)


@dataclass(frozen=True)
class Credit:
    """`left` of a payment or a credit note (`source`) is the customer's, to settle with or to be paid back."""

    source: object
    left: Decimal
    on: date


def credits_of(party):
    """The party's Credits, oldest first."""
    found = [Credit(source, left, _day(source)) for source, left in all_credits(party=party)]
    return sorted(found, key=lambda credit: (credit.on, credit.source.number))


def all_credits(**only):
    """(payment or credit note, what is left of it) of the open shop."""
    for model in (Payment, CreditNote):
        yield from ((row, row.left) for row in _with_left(model).filter(**only))


def _day(source):
    return source.received_on if isinstance(source, Payment) else source.issued_on


def credit_left(source):
    """What is left of one payment or credit note; 0 of a reversed payment."""
    row = _with_left(type(source)).filter(pk=source.pk).first()
    return row.left if row else ZERO


def advance_of(party):
    """The sum of the party's credits: their advance."""
    return sum((credit.left for credit in credits_of(party)), ZERO)


def khata_due(party):
    """What the party owes outside documents: opening balance and what was given at the counter, less what
    they gave back there and what payments have settled of it."""
    loose = LedgerEntry.objects.filter(party__in=identities(party)).exclude(kind__in=OF_DOCUMENTS)
    settled = Allocation.objects.filter(invoice=None)
    paid = settled.filter(payment__party=party).aggregate(sum=Sum("amount"))["sum"] or ZERO
    noted = settled.filter(credit_note__party=party).aggregate(sum=Sum("amount"))["sum"] or ZERO
    return (loose.aggregate(sum=Sum("amount"))["sum"] or ZERO) - paid - noted


def _with_left(model):
    """Rows of Payment or CreditNote with something `left`."""
    name, whole = ("payment", F("amount")) if model is Payment else ("credit_note", F("total"))
    rows = model.objects.filter(reversed_on=None) if model is Payment else model.objects.all()
    used = Allocation.objects.exclude(kind="withheld")
    return rows.annotate(left=whole - _sum(used, name) - _sum(Refund.objects.all(), name)).filter(left__gt=0)


def _sum(rows, name):
    of_row = rows.filter(**{name: OuterRef("pk")}).order_by().values(name).annotate(sum=Sum("amount"))
    kind = DecimalField(max_digits=14, decimal_places=2)
    return Coalesce(Subquery(of_row.values("sum")), ZERO, output_field=kind)
