"""What invoicing does in the background."""

from celery import shared_task

from invoicing.models import Draft, Invoice
from invoicing.services import documents, drafting, items
from smartkhata.core.queue import enqueue
from smartkhata.core.tenancy import no_scope


@shared_task(name="invoicing.write_draft")
def write_draft(event):
    """Listener of draft.asked."""
    _write(event.subject.partition(":")[2])


@shared_task(name="invoicing.render_document")
def render_document(event):
    """Listener of invoice.issued and payment.recorded: the engine must not run inside the shop's scope."""
    enqueue("invoicing.render", str(event.business_id), event.subject)


@shared_task(name="invoicing.learn_items")
def learn_items(event):
    """Listener of invoice.issued: what was billed stands in the catalogue."""
    items.learn_items(Invoice.objects.get(pk=event.subject.partition(":")[2]))


@shared_task(name="invoicing.render")
def render(business_id, subject):
    with no_scope():
        documents.make(business_id, subject)


def _write(pk):
    rows = Draft.objects.select_for_update(of=("self",), skip_locked=True).select_related("party")
    if draft := rows.filter(pk=pk, generation=Draft.Generation.RUNNING).first():
        drafting.write_draft(draft)
