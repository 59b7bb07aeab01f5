"""Using what a customer has with the shop: on an invoice, elsewhere, or paid back."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.services.ledger import post_to_locked
from invoicing.models import Invoice, Method, Payment, Refund
from invoicing.numbering import draw
from invoicing.selectors.credits import credit_left, credits_of
from invoicing.services.settling import lock_party, release, settle, settle_khata
from invoicing.services.standing import keep_standing
from smartkhata.core import money
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record

ZERO = Decimal("0.00")


def use_credit(invoice, *, by, on, at=None):
    """Settle the invoice with what the customer has paid in advance, oldest first; returns what it took."""
    with transaction.atomic():
        party, taken = lock_party(invoice.party_id), ZERO
        for credit in credits_of(party):
            kind = "payment" if isinstance(credit.source, Payment) else "credit_note"
            taken += settle(credit.source, credit.left, kind=kind, on=on, only=invoice.pk)
        if taken:
            keep_standing(party)
            record("credit.used", invoice, by=by, at=at, party=party, number=invoice.number, amount=taken)
        invoice.refresh_from_db(fields=["paid", "credited"])
    return taken


def reallocate(payment, parts, *, by, at=None):
    """Let a payment settle exactly `parts` ({invoice: amount}); what is left over is the party's advance.

    What it settled before is released; both stand in the event. DomainError when an invoice is not the party's,
    not open, or takes less.
    """
    parts = {invoice: money.to_amount(amount) for invoice, amount in parts.items()}
    with transaction.atomic():
        party = lock_party(payment.party_id)
        payment = Payment.objects.get(pk=payment.pk)
        _check_parts(payment, parts)
        before = release(payment, withheld=False)
        for invoice, amount in parts.items():
            took = settle(payment, amount, kind="payment", on=payment.received_on, only=invoice.pk)
            if took != amount:
                text = _("%(number)s takes at most %(took)s.") % {"number": invoice.number, "took": took}
                raise DomainError(text, code="too_much", fields={str(invoice.pk): text})
        keep_standing(party)
        after = [(invoice.number, amount) for invoice, amount in parts.items()]
        record("payment.reallocated", payment, by=by, at=at, party=party, before=before, after=after)
    return payment


def settle_rest(source, *, by, on, at=None):
    """Let what is left of a payment or credit note settle the khata and the oldest invoices."""
    kind = "payment" if isinstance(source, Payment) else "credit_note"
    with transaction.atomic():
        party = lock_party(source.party_id)
        left = credit_left(source)
        left -= settle_khata(source, left, on=on)
        settle(source, left, kind=kind, on=on)
        keep_standing(party)
        record("credit.used", source, by=by, at=at, party=party, number=source.number)


def refund_credit(source, *, amount, method, paid_on, by, reference="", note="", at=None):
    """Pay back (part of) what is left of a payment or a credit note: a Refund and its line in the khata."""
    amount = money.to_amount(amount)
    if method not in Method.values:
        text = _("Choose one of: %(all)s.") % {"all": ", ".join(Method.values)}
        raise DomainError(text, fields={"method": text})
    with transaction.atomic():
        party = lock_party(source.party_id)
        left = credit_left(source)
        if not ZERO < amount <= left:
            text = _("At most %(left)s of %(number)s can be paid back.") % {
                "left": left,
                "number": source.number,
            }
            raise DomainError(text, code="too_much", fields={"amount": text})
        drawn = draw("refund", party.business, paid_on)
        row = Refund.objects.create(
            party=party,
            number=drawn.text,
            series_id=drawn.series_id,
            serial=drawn.serial,
            **{"payment" if isinstance(source, Payment) else "credit_note": source},
            amount=amount,
            currency=source.currency,
            method=method,
            reference="".join(str(reference or "").split()).upper()[:60],
            paid_on=paid_on,
            note=note.strip()[:200],
            created_at=at or timezone.now(),
            by_id=getattr(by, "pk", None),
        )
        source_key = f"refund:{row.pk}:paid"
        post_to_locked(
            party, kind="refund", amount=amount, on=paid_on, source=source_key, by=by, note=row.number, at=at
        )
        record("refund.paid", row, by=by, at=at, party=party, number=row.number)
    return row


def _check_parts(payment, parts):
    if payment.reversed_on:
        raise DomainError("This payment was reversed.", code="reversed", status=409)
    for invoice, amount in parts.items():
        if invoice.party_id != payment.party_id or invoice.status == Invoice.Status.VOID or amount <= ZERO:
            text = _("%(number)s can't take part of this payment.") % {"number": invoice.number}
            raise DomainError(text, code="bad_part", fields={str(invoice.pk): text})
    if sum(parts.values(), ZERO) > payment.amount:
        raise DomainError("That is more than the payment.", code="too_much")
