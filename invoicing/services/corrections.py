"""Mending a slip on an issued document: an e-mail address, the note, what eTIMS gave. Money stays as it was issued."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from invoicing import etims as etims_rules
from invoicing.models import Correction, Invoice
from invoicing.services import documents
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record

ON_PAPER = {"notes", "etims"}


def correct_invoice(invoice, *, by, at=None, email=None, notes=None, etims=None):
    """Set the address that messages about this invoice go to, its note, and what KRA's eTIMS gave for it ({} takes
    that back); both versions are kept, and a paper that shows the change is made."""
    at, wanted = at or timezone.now(), {}
    if email is not None:
        wanted["email"] = _address(email)
    if notes is not None:
        wanted["notes"] = notes.replace("\x00", "").strip()[:2000]
    if etims is not None:
        wanted["etims"] = _given_by_etims(invoice, etims)
    with transaction.atomic():
        invoice = Invoice.objects.select_for_update(of=("self",)).select_related("party").get(pk=invoice.pk)
        changes = {field: value for field, value in wanted.items() if _now(invoice, field) != value}
        for field, value in changes.items():
            _keep(invoice, field, value, by, at)
            setattr(invoice, field, value)
        if ON_PAPER & set(changes):
            invoice.revision += 1
            documents.ask_for(invoice)
        if changes:
            invoice.save(update_fields=[*changes, "revision"])
            fields = sorted(changes)
            record("invoice.corrected", invoice, by=by, at=at, party=invoice.party, fields=fields)
    return invoice


def _keep(invoice, field, value, by, at):
    before, after = _now(invoice, field), value
    if field == "etims":
        before, after = etims_rules.in_words(before), etims_rules.in_words(after)
    by_id = getattr(by, "pk", None)
    Correction.objects.create(invoice=invoice, field=field, before=before, after=after, by_id=by_id, at=at)


def _now(invoice, field):
    """What the document says now; the address as issued stands in `buyer`."""
    says = getattr(invoice, field)
    return says or invoice.buyer.get("email", "") if field == "email" else says


def _given_by_etims(invoice, said):
    if invoice.business.country != "KE":
        raise DomainError("eTIMS is for shops in Kenya.", code="no_etims")
    return etims_rules.checked(said)


def _address(email):
    email = email.strip()
    try:
        validate_email(email)
    except ValidationError:
        text = _("Enter an e-mail address like name@example.com.")
        raise DomainError(text, code="bad_email", fields={"email": text}) from None
    return email
