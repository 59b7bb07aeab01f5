"""Promises and disputes: they stop reminders, and money stays as it is."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from invoicing.models import Dispute, Promise
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record
from smartkhata.core.models import Business


def promise_payment(invoice, *, promised_on, by, note="", at=None):
    """Note that the customer pays by `promised_on` (today or later); the newest promise counts."""
    at = at or timezone.now()
    if promised_on < today(Business.objects.get(pk=invoice.business_id), now=at):
        text = _("Choose today or a later day.")
        raise DomainError(text, code="bad_promise", fields={"promised_on": text})
    _check_open(invoice)
    with transaction.atomic():
        by_id = getattr(by, "pk", None)
        promise = Promise.objects.create(
            invoice=invoice, promised_on=promised_on, note=note[:200], made_at=at, made_by_id=by_id
        )
        record("invoice.promised", invoice, by=by, at=at, party=invoice.party, on=promised_on)
    return promise


def open_dispute(invoice, *, reason, by, at=None):
    """Note that the customer does not accept the invoice. 409 when a dispute is open already."""
    at, reason = at or timezone.now(), reason.strip()
    if not reason:
        text = _("Say what is wrong with the invoice.")
        raise DomainError(text, code="reason_missing", fields={"reason": text})
    _check_open(invoice)
    try:
        with transaction.atomic():
            dispute = Dispute.objects.create(invoice=invoice, reason=reason[:300], opened_at=at)
            record("invoice.disputed", invoice, by=by, at=at, party=invoice.party)
    except IntegrityError:
        raise DomainError("This invoice is disputed already.", code="disputed", status=409) from None
    return dispute


def close_dispute(invoice, *, outcome, by, at=None):
    """The quarrel is over; reminders go on by the ladder."""
    at = at or timezone.now()
    with transaction.atomic():
        if not Dispute.objects.filter(invoice=invoice, closed_at=None).update(
            closed_at=at, outcome=outcome.strip()[:300]
        ):
            raise DomainError("No dispute is open about this invoice.", code="not_disputed", status=409)
        record("invoice.dispute_closed", invoice, by=by, at=at, party=invoice.party)


def _check_open(invoice):
    if not invoice.balance_due:
        raise DomainError("Nothing is open on this invoice.", code="not_open", status=409)
