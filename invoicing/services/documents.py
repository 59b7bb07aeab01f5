"""Rendering once and keeping: a PDF is made in a worker and served from its row."""

import hashlib

from django.utils import timezone

from invoicing import selectors
from invoicing.documents.render import pdf_available, render_pdf
from invoicing.models import Invoice, Payment, StoredDocument
from smartkhata.core.events import subject_of
from smartkhata.core.models import Business
from smartkhata.core.queue import enqueue
from smartkhata.core.tenancy import business_scope


def ask_for(row):
    """Have the PDF of an invoice or a payment made soon. Harmless when it exists."""
    enqueue("invoicing.render", str(row.business_id), subject_of(row))


def make(business_id, subject):
    """Render and keep the PDF of `subject` unless it is kept already. The engine runs outside the scope."""
    if not pdf_available():
        return
    with business_scope(business_id):
        if StoredDocument.objects.filter(subject=subject).exists():
            return
        document, kind = _content(business_id, subject)
    content = render_pdf(document, kind)
    with business_scope(business_id):
        kept = StoredDocument(
            subject=subject,
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            created_at=timezone.now(),
        )
        StoredDocument.objects.bulk_create([kept], ignore_conflicts=True)
        # A message may be waiting for it.
        enqueue("notifications.deliver")


def _content(business_id, subject):
    kind, _, pk = subject.partition(":")
    business = Business.objects.get(pk=business_id)
    if kind == "invoice":
        return selectors.document(Invoice.objects.get(pk=pk), business), "invoice"
    payment = Payment.objects.select_related("party").get(pk=pk)
    return selectors.receipt_document(payment, business), "receipt"
