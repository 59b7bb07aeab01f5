"""Money in: to the party first, then to invoices. The one way in for owner, API, gateway and portal alike."""

from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.services.ledger import post_to_locked
from invoicing.models import Invoice, Method, Payment
from invoicing.numbering import draw
from invoicing.selectors.standing import standing_of
from invoicing.services.settling import lock_party, release, settle, settle_khata
from smartkhata.core import money
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record

ZERO = Decimal("0.00")


def record_payment(
    party, *, amount, method, received_on, by, reference="", note="", invoice=None, withheld=ZERO, at=None
):
    """Book money from `party`: `invoice` first, then what is owed in the khata, then the oldest due invoice.

    What is left is the party's advance. `withheld` is tax that the customer kept back for the state (TDS,
    withholding VAT): it settles like money and has its own line in the khata.
    409 duplicate_payment when the shop has booked this reference of this method already.
    """
    amount, withheld, reference = _checked(amount, withheld, method, reference)
    at = at or timezone.now()
    with transaction.atomic():
        party = lock_party(party.pk)
        if invoice is not None and invoice.status != Invoice.Status.OPEN:
            raise DomainError("This invoice is not open any more.", code="not_open", status=409)
        if party.is_walk_in:
            _check_walk_in(invoice, amount + withheld)
        details = {
            "method": method,
            "reference": reference,
            "received_on": received_on,
            "note": note.strip()[:200],
        }
        due = invoice.balance_due if party.is_walk_in else party.balance
        payment = _new(party, amount, withheld, due, at, by, **details)
        _insert(payment)
        _settle(payment, invoice)
        words = f"{payment.get_method_display()} {reference}".strip()
        _post(payment, "recorded", "payment", -amount, received_on, by, at, words)
        if withheld:
            _post(payment, "withheld", "tax_withheld", -withheld, received_on, by, at, payment.number)
        record("payment.recorded", payment, by=by, at=at, party=party, number=payment.number)
    if invoice is not None:
        invoice.refresh_from_db(fields=["paid", "credited"])
    return payment


def reverse_payment(payment, *, kind, reason, on, by, at=None):
    """A cheque bounced, the provider took the money back, or the entry was a slip (`kind`: Payment.Reversal).

    What it settled is open again, the khata gets the opposite line dated `on`, the receipt is void. Only a
    payment of which nothing was paid back can be reversed.
    """
    reason = reason.strip()[:200]
    problems = {}
    if kind not in Payment.Reversal.values:
        problems["kind"] = _("Choose one of: %(all)s.") % {"all": ", ".join(Payment.Reversal.values)}
    if not reason:
        problems["reason"] = _("Say what happened.")
    if problems:
        raise DomainError(next(iter(problems.values())), code="invalid", fields=problems)
    with transaction.atomic():
        party = lock_party(payment.party_id)
        payment = Payment.objects.get(pk=payment.pk)
        if payment.reversed_on:
            raise DomainError("This payment was reversed already.", code="already_reversed", status=409)
        if payment.refunds.exists():
            raise DomainError("Part of this payment was paid back.", code="refunded", status=409)
        released = release(payment)
        payment.party, payment.reversed_on = party, on
        payment.reversal, payment.reversal_reason = kind, reason
        payment.save(update_fields=["reversed_on", "reversal", "reversal_reason"])
        back = payment.amount + payment.withheld
        _post(payment, "reversed", "reversal", back, on, by, at, f"{payment.number}: {reason}")
        number = payment.number
        record("payment.reversed", payment, by=by, at=at, party=party, number=number, kind=kind, was=released)
    return payment


def normal_reference(reference):
    """References are typed by hand: case and spaces don't count."""
    return "".join(str(reference or "").split()).upper()[:60]


def _check_walk_in(invoice, amount):
    """What one stranger pays too much must not settle the bill of another."""
    if invoice is None or amount > invoice.balance_due:
        text = _(
            "A walk-in pays one invoice, and no more than is due of it. Tag the invoice with its customer first."
        )
        raise DomainError(text, code="walk_in", fields={"amount": text})


def _checked(amount, withheld, method, reference):
    amount, withheld = money.to_amount(amount), money.to_amount(withheld or 0)
    problems = {}
    if amount <= 0:
        problems["amount"] = _("Enter an amount above 0.")
    if withheld < 0:
        problems["withheld"] = _("Enter the tax withheld, 0 or more.")
    if method not in Method.values:
        problems["method"] = _("Choose one of: %(all)s.") % {"all": ", ".join(Method.values)}
    if problems:
        raise DomainError(next(iter(problems.values())), code="invalid", fields=problems)
    return amount, withheld, normal_reference(reference)


def _new(party, amount, withheld, due, at, by, **details):
    drawn = draw("receipt", party.business, details["received_on"])
    return Payment(
        party=party,
        number=drawn.text,
        series_id=drawn.series_id,
        serial=drawn.serial,
        amount=amount,
        withheld=withheld,
        currency=party.business.currency,
        balance_after=due - amount - withheld,
        created_at=at,
        by_id=getattr(by, "pk", None),
        **details,
    )


def _insert(payment):
    try:
        with transaction.atomic():
            payment.save(force_insert=True)
    except IntegrityError as error:
        if "one_payment_a_reference" not in str(error):
            raise
        kept = Payment.objects.exclude(reversal=Payment.Reversal.MISTAKE)
        first = kept.get(method=payment.method, reference=payment.reference)
        text = _("This reference is booked already, as %(number)s.") % {"number": first.number}
        raise DomainError(
            text,
            code="duplicate_payment",
            status=409,
            fields={"reference": text},
            extra={"payment_id": str(first.pk), "receipt_number": first.number},
        ) from None


def _settle(payment, invoice):
    """The named invoice, then the khata, then the oldest. Tax withheld goes first: it can be no advance."""
    on, left, kept_back = payment.received_on, payment.amount, payment.withheld
    if invoice is not None:
        kept_back -= settle(payment, kept_back, kind="withheld", on=on, only=invoice.pk)
        left -= settle(payment, left, kind="payment", on=on, only=invoice.pk)
    kept_back -= settle(payment, kept_back, kind="withheld", on=on)
    if kept_back:
        text = _("More tax is withheld than the open invoices still owe.")
        raise DomainError(text, code="too_much_withheld", fields={"withheld": text})
    left -= settle_khata(payment, left, on=on)
    settle(payment, left, kind="payment", on=on)


def _post(payment, what, kind, amount, on, by, at, note):
    post_to_locked(
        payment.party,
        kind=kind,
        amount=amount,
        on=on,
        source=f"payment:{payment.pk}:{what}",
        by=by,
        note=note,
        at=at,
        **standing_of(payment.party),
    )
