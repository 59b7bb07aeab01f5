"""Rendering once and keeping: a PDF is made in a worker and served from its row."""

import hashlib

from django.utils import timezone

from invoicing import selectors
from invoicing.documents.render import pdf_available, render_pdf
from invoicing.models import CreditNote, Invoice, Payment, Quote, Refund, StoredDocument
from invoicing.selectors.documents import paper_subject
from invoicing.selectors.quotes import quote_document
from smartkhata.core.models import Business
from smartkhata.core.queue import enqueue
from smartkhata.core.tenancy import business_scope


def ask_for(row, paper="a4"):
    """Have the PDF of an invoice, a note, a quote or a payment made soon, on A4 or on the ``roll``.

    Harmless when it exists.
    """
    enqueue("invoicing.render", str(row.business_id), paper_subject(row, paper))


def make(business_id, subject):
    """Render and keep the PDF of `subject` unless it is kept already. The engine runs outside the scope."""
    if not pdf_available():
        return
    kind, pk, *marks = subject.split(":")
    paper = "roll" if "roll" in marks else "a4"
    with business_scope(business_id):
        if StoredDocument.objects.filter(subject=subject).exists():
            return
        rows, build = _KINDS[kind]
        row = rows().get(pk=pk)
        if paper_subject(row, paper) != subject:
            return  # corrected meanwhile: the paper that shows it is asked for by its own name
        document = build(row, Business.objects.get(pk=business_id))
    content = render_pdf(document, paper=paper)
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


_KINDS = {
    "invoice": (lambda: Invoice.objects.select_related("template_version", "against"), selectors.document),
    "creditnote": (
        lambda: CreditNote.objects.select_related("invoice__template_version"),
        selectors.credit_note_document,
    ),
    "quote": (lambda: Quote.objects.select_related("template_version"), quote_document),
    "refund": (
        lambda: Refund.objects.select_related("party", "payment", "credit_note"),
        selectors.refund_document,
    ),
    "payment": (lambda: Payment.objects.select_related("party"), selectors.receipt_document),
}
