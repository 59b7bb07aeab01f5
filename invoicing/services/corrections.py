"""Mending a slip on an issued document: an e-mail address or the note. Money stays as it was issued."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from invoicing.models import Correction, Invoice
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record


def correct_invoice(invoice, *, by, at=None, email=None, notes=None):
    """Set the address that messages about this invoice go to, and/or its note; both versions are kept."""
    at, wanted = at or timezone.now(), {}
    if email is not None:
        wanted["email"] = _address(email)
    if notes is not None:
        wanted["notes"] = notes.replace("\x00", "").strip()[:2000]
    with transaction.atomic():
        invoice = Invoice.objects.select_for_update(of=("self",)).select_related("party").get(pk=invoice.pk)
        changes = {field: text for field, text in wanted.items() if _now(invoice, field) != text}
        for field, text in changes.items():
            Correction.objects.create(
                invoice=invoice,
                field=field,
                before=_now(invoice, field),
                after=text,
                by_id=getattr(by, "pk", None),
                at=at,
            )
            setattr(invoice, field, text)
        if changes:
            invoice.save(update_fields=list(changes))
            fields = sorted(changes)
            record("invoice.corrected", invoice, by=by, at=at, party=invoice.party, fields=fields)
    return invoice


def _now(invoice, field):
    """What the document says now; the address as issued stands in `buyer`."""
    return getattr(invoice, field) or (invoice.buyer.get("email", "") if field == "email" else "")


def _address(email):
    email = email.strip()
    try:
        validate_email(email)
    except ValidationError:
        text = "Enter an e-mail address like name@example.com."
        raise DomainError(text, code="bad_email", fields={"email": text}) from None
    return email
