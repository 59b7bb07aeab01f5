"""Money in: to the party first, then to invoices. The one way in for owner, API, gateway and portal alike."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from customers.models import Party
from customers.services.ledger import keep_oldest_due, post_entry
from invoicing.allocation import OpenInvoice, allocate
from invoicing.models import Allocation, Invoice, Method, Payment
from invoicing.numbering import receipt_number
from invoicing.selectors.invoices import oldest_due_on
from smartkhata.core import money
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record
from smartkhata.core.models import Business


def record_payment(party, *, amount, method, received_on, by, reference="", note="", invoice=None, at=None):
    """Book money from `party`: `invoice` first, then the oldest due; what is left is the party's advance.

    409 duplicate_payment when the shop has booked this reference of this method already.
    """
    amount, reference = _checked(amount, method, reference)
    at = at or timezone.now()
    with transaction.atomic():
        party = Party.objects.select_for_update().get(pk=party.pk)
        if invoice is not None and invoice.status != Invoice.Status.OPEN:
            raise DomainError("This invoice is not open any more.", code="not_open", status=409)
        if party.is_walk_in:
            _check_walk_in(invoice, amount)
        payment = Payment(
            party=party,
            number=receipt_number(),
            amount=amount,
            currency=_currency(party),
            method=method,
            reference=reference,
            received_on=received_on,
            note=note.strip()[:200],
            balance_after=(invoice.balance_due if party.is_walk_in else party.balance) - amount,
            created_at=at,
            by_id=getattr(by, "pk", None),
        )
        _insert(payment)
        _settle(payment, invoice)
        source = f"payment:{payment.pk}:recorded"
        words = f"{payment.get_method_display()} {reference}".strip()
        post_entry(
            party, kind="payment", amount=-amount, on=received_on, source=source, by=by, note=words, at=at
        )
        keep_oldest_due(party, oldest_due_on(party))
        record("payment.recorded", payment, by=by, at=at, party=party, number=payment.number)
    return payment


def _check_walk_in(invoice, amount):
    """What one stranger pays too much must not settle the bill of another."""
    if invoice is None or amount > invoice.balance_due:
        text = "A walk-in pays one invoice, and no more than is due of it. Tag the invoice with its customer first."
        raise DomainError(text, code="walk_in", fields={"amount": text})


def _checked(amount, method, reference):
    amount = money.to_amount(amount)
    problems = {}
    if amount <= 0:
        problems["amount"] = "Enter an amount above 0."
    if method not in Method.values:
        problems["method"] = f"Choose one of {', '.join(Method.values)}."
    if problems:
        raise DomainError(next(iter(problems.values())), code="invalid", fields=problems)
    return amount, normal_reference(reference)


def normal_reference(reference):
    """References are typed by hand: case and spaces don't count."""
    return "".join(str(reference or "").split()).upper()[:60]


def _insert(payment):
    try:
        with transaction.atomic():
            payment.save(force_insert=True)
    except IntegrityError as error:
        if "one_payment_a_reference" not in str(error):
            raise
        first = Payment.objects.get(method=payment.method, reference=payment.reference)
        text = f"This reference is booked already, as {first.number}."
        raise DomainError(
            text,
            code="duplicate_payment",
            status=409,
            fields={"reference": text},
            extra={"payment_id": str(first.pk), "receipt_number": first.number},
        ) from None


def _settle(payment, invoice):
    """Allocations, and `paid` of each invoice they touch, under the invoices' row locks."""
    rows = Invoice.objects.select_for_update().filter(
        party_id=payment.party_id, status=Invoice.Status.OPEN, paid__lt=F("total")
    )
    open_rows = {row.pk: row for row in rows.order_by("due_on", "number")}
    parts, _ = allocate(
        payment.amount,
        [
            OpenInvoice(pk, row.balance_due, row.due_on, row.issued_on, row.number)
            for pk, row in open_rows.items()
        ],
        first=invoice.pk if invoice else None,
    )
    for pk, part in parts:
        open_rows[pk].paid += part
    Allocation.objects.bulk_create(
        Allocation(payment=payment, invoice_id=pk, amount=part, on=payment.received_on) for pk, part in parts
    )
    Invoice.objects.bulk_update([open_rows[pk] for pk, _ in parts], ["paid"])
    if invoice is not None and invoice.pk in open_rows:
        invoice.paid = open_rows[invoice.pk].paid


def _currency(party):
    return Business.objects.values_list("currency", flat=True).get(pk=party.business_id)
