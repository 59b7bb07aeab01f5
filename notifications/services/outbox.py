"""Putting messages into the queue: a row is the intention, and one intention is one row."""

import hashlib
from urllib.parse import quote

from django.db import transaction
from django.utils import timezone

from invoicing.models import Payment
from invoicing.services.invoices import mark_sent
from notifications import kinds
from notifications.models import Notification
from smartkhata.core import countries, links
from smartkhata.core.counters import next_value
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record, subject_of
from smartkhata.core.models import Business
from smartkhata.core.queue import enqueue

RECIPIENT_OF = {"sms": "phone", "email": "email", "whatsapp": "phone"}
MISSING = {
    "sms": "no phone number",
    "email": "no e-mail address",
    "whatsapp": "no phone number",
}


def send_invoice(invoice, *, channels, by, include_pdf=True, message="", recipients=None, at=None):
    """Queue an issued invoice on each channel: {channel: [Notification] or the reason why not}.

    `recipients` overrides the party's own phone and e-mail: {"email": [...], "phone": [...]}.
    """
    if invoice.status != "open":
        raise DomainError("This invoice is not open any more.", code="not_open", status=409)
    business = Business.objects.get(pk=invoice.business_id)
    facts = {**kinds.invoice_facts(invoice, business), "message": message.strip()}
    at = at or timezone.now()
    told = {}
    for channel in channels:
        wanted = _recipients(invoice.party, channel, recipients)
        told[channel] = [
            queue(
                kinds.INVOICE_CREATED,
                business=business,
                party=invoice.party,
                invoice=invoice,
                channel=channel,
                recipient=to,
                facts=facts,
                link_subject=subject_of(invoice),
                attach_pdf=include_pdf and channel == "email",
                # Each press of Send is its own intention; a double press within the second is not.
                occurrence=f"{at:%Y%m%d%H%M%S}",
                at=at,
            )
            for to in wanted
        ] or MISSING[channel]
    if any(isinstance(rows, list) for rows in told.values()):
        mark_sent(invoice, at=at)
        record("invoice.sent", invoice, by=by, at=at, party=invoice.party, channels=sorted(told))
    return told


def tell_receipt(payment_id):
    """The receipt, by every channel that the party has."""
    payment = (
        Payment.objects.select_related("party").prefetch_related("allocations__invoice").get(pk=payment_id)
    )
    business = Business.objects.get(pk=payment.business_id)
    for channel in ("sms", "email"):
        for to in _recipients(payment.party, channel, None):
            queue(
                kinds.RECEIPT_SENT,
                business=business,
                party=payment.party,
                channel=channel,
                recipient=to,
                facts=kinds.receipt_facts(payment, business),
                link_subject=subject_of(payment),
                attach_pdf=channel == "email",
                occurrence=str(payment.pk),
            )


def tell_welcome(party):
    business = Business.objects.get(pk=party.business_id)
    channel = "sms" if party.phone else "email"
    for to in _recipients(party, channel, None):
        queue(
            kinds.WELCOME,
            business=business,
            party=party,
            channel=channel,
            recipient=to,
            facts=kinds.shop_facts(business, party),
            occurrence=str(party.pk),
        )


def send_code(*, business, party, phone, challenge, occurrence, language=None):
    """The one-time code of a challenge, by SMS; each resend is an occurrence of its own."""
    return queue(
        kinds.OTP,
        business=business,
        party=party,
        channel="sms",
        recipient=phone,
        facts=kinds.shop_facts(business),
        code_ref=challenge,
        occurrence=occurrence,
        language=language,
    )


def share_on_whatsapp(invoice, *, by, at=None):
    """The wa.me address with the text, for the owner's own WhatsApp; recorded as shared by the owner."""
    business = Business.objects.get(pk=invoice.business_id)
    if not invoice.party.phone:
        raise DomainError("This customer has no phone number. Add one first.", code="no_phone")
    facts = kinds.invoice_facts(invoice, business)
    language = language_of(invoice.party, business)
    _, body = kinds.texts(
        kinds.INVOICE_CREATED, "whatsapp", language=language, country=business.country, facts=facts
    )
    row = queue(
        kinds.INVOICE_CREATED,
        business=business,
        party=invoice.party,
        invoice=invoice,
        channel="whatsapp",
        recipient=invoice.party.phone,
        facts=facts,
        link_subject=subject_of(invoice),
        occurrence=f"shared:{at or timezone.now()}",
        state=Notification.State.SHARED,
    )
    mark_sent(invoice, at=row.created_at)
    record("invoice.shared", invoice, by=by, at=at, party=invoice.party)
    text = body.replace("{link}", links.link_to(invoice))
    return f"https://wa.me/{invoice.party.phone.lstrip('+')}?text={quote(text)}"


def queue(kind, *, business, party, channel, recipient, facts, occurrence, invoice=None, at=None, **row):
    """One row, or the row that is there already for the same intention."""
    at = at or timezone.now()
    language = row.pop("language", None) or language_of(party, business)
    subject, body = kinds.texts(kind, channel, language=language, country=business.country, facts=facts)
    key = "|".join((kind.name, str(invoice and invoice.pk), channel, recipient, occurrence))
    key = hashlib.sha256(key.encode()).hexdigest()
    with transaction.atomic():
        found = Notification.objects.filter(dedupe_key=key).first()
        if found:
            return found
        found = Notification.objects.create(
            party=party,
            invoice=invoice,
            number=f"NOTIF-{next_value('notification'):03d}",
            kind=kind.name,
            channel=channel,
            recipient=recipient,
            subject=subject,
            body=body,
            language=language,
            priority=kind.priority,
            dedupe_key=key,
            next_attempt_at=at,
            expires_at=at + kind.life,
            created_at=at,
            **row,
        )
        enqueue("notifications.deliver")
    return found


def language_of(party, business):
    """The party's language if the shop's country has texts in it, else English."""
    wanted = party.language if party is not None else ""
    known = countries.get(business.country).languages
    return wanted if wanted in known else "en"


def _recipients(party, channel, overrides):
    field = RECIPIENT_OF[channel]
    if overrides and overrides.get(field):
        return list(dict.fromkeys(overrides[field]))
    own = getattr(party, field)
    return [own] if own else []
