""" "I have paid": the customer's word, which moves no money until the shop confirms it."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from invoicing.models import Invoice, Method, PaymentClaim
from invoicing.services.payments import normal_reference, record_payment
from smartkhata.core import money
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record


def claim_payment(invoice, *, amount, method, reference, paid_on, at=None):
    """(claim, created). The same method and reference on the same invoice is the same claim."""
    amount, reference = money.to_amount(amount), normal_reference(reference)
    problems = {}
    if amount <= 0:
        problems["amount"] = _("Enter the amount that you paid.")
    if method not in Method.values:
        problems["method"] = _("Choose one of: %(all)s.") % {"all": ", ".join(Method.values)}
    if method in ("upi", "mpesa", "bank", "card") and not reference:
        problems["reference"] = _("Enter the reference from your app or SMS, so that the shop can find it.")
    if problems:
        raise DomainError(next(iter(problems.values())), code="invalid", fields=problems)
    if invoice.status != Invoice.Status.OPEN:
        raise DomainError("This bill is not open any more.", code="not_open", status=409)
    found = _find(invoice, method, reference)
    if found:
        return found, False
    claim = PaymentClaim(
        party=invoice.party,
        invoice=invoice,
        amount=amount,
        method=method,
        reference=reference,
        paid_on=paid_on,
        claimed_at=at or timezone.now(),
    )
    try:
        with transaction.atomic():
            claim.save(force_insert=True)
            record(
                "payment.claimed", claim, by="customer", at=at, party=invoice.party, invoice=invoice.number
            )
    except IntegrityError:
        return _find(invoice, method, reference), False
    return claim, True


def confirm_claim(claim, *, by, amount=None, at=None):
    """The money is there (`amount`, or what was claimed): book it and send the receipt."""
    at = at or timezone.now()
    with transaction.atomic():
        claim = _lock_pending(claim)
        payment = record_payment(
            claim.party,
            amount=claim.amount if amount is None else amount,
            method=claim.method,
            reference=claim.reference,
            received_on=claim.paid_on,
            invoice=claim.invoice if claim.invoice.status == Invoice.Status.OPEN else None,
            by=by,
            at=at,
        )
        _decide(claim, PaymentClaim.Status.CONFIRMED, by, at, payment=payment)
    return payment


def reject_claim(claim, *, reason, by, at=None):
    """No such money: the claim is closed with a reason that the customer may see."""
    reason = reason.strip()
    if not reason:
        text = _("Say why, so that the customer knows what to do.")
        raise DomainError(text, code="reason_missing", fields={"reason": text})
    at = at or timezone.now()
    with transaction.atomic():
        claim = _lock_pending(claim)
        claim.reason = reason[:200]
        _decide(claim, PaymentClaim.Status.REJECTED, by, at)
        record("payment.claim_rejected", claim, by=by, at=at, party=claim.party)
    return claim


def _find(invoice, method, reference):
    if not reference:
        return None
    return PaymentClaim.objects.filter(invoice=invoice, method=method, reference=reference).first()


DECIDED = {
    PaymentClaim.Status.CONFIRMED: gettext_noop("This payment is confirmed already."),
    PaymentClaim.Status.REJECTED: gettext_noop("This payment is rejected already."),
}


def _lock_pending(claim):
    rows = PaymentClaim.objects.select_for_update(of=("self",)).select_related("party", "invoice")
    claim = rows.get(pk=claim.pk)
    if claim.status != PaymentClaim.Status.PENDING:
        raise DomainError(DECIDED[claim.status], code="already_decided", status=409)
    return claim


def _decide(claim, status, by, at, payment=None):
    claim.status, claim.payment, claim.decided_at = status, payment, at
    claim.decided_by_id = getattr(by, "pk", None)
    claim.save()
