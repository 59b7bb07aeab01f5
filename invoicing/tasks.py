"""What invoicing does in the background."""

from celery import shared_task

from invoicing.models import Invoice
from invoicing.selectors.batches import running_batches
from invoicing.selectors.recurring import due_plans, find_plan
from invoicing.services import batches, documents, generating, items, recurring, templates
from smartkhata.core.queue import enqueue, heard
from smartkhata.core.tenancy import business_scope, no_scope


@shared_task(name="invoicing.write_draft")
def write_draft(event):
    """Listener of draft.asked: the drafter may wait for a network, so it works outside the shop's scope."""
    enqueue("invoicing.generate")


@shared_task(name="invoicing.generate")
def generate():
    """Write the drafts that were asked for; every few seconds also those whose worker died."""
    heard("invoicing.generate")
    with no_scope():
        return generating.write_due()


@shared_task(name="invoicing.render_document")
def render_document(event):
    """Listener of what has a paper of its own. The engine must not run inside the shop's scope."""
    enqueue("invoicing.render", str(event.business_id), event.subject)


@shared_task(name="invoicing.learn_items")
def learn_items(event):
    """Listener of invoice.issued: what was billed stands in the catalogue."""
    items.learn_items(Invoice.objects.get(pk=event.subject.partition(":")[2]))


@shared_task(name="invoicing.run_plans")
def run_plans():
    """Every few minutes: plans whose day has come in their shop."""
    for business_id, plan_id in due_plans():
        with business_scope(business_id):
            recurring.run_plan(find_plan(plan_id))


@shared_task(name="invoicing.begin_batch")
def begin_batch(event):
    """Listener of batch.begun: the bills are written outside the listener's transaction."""
    enqueue("invoicing.run_batch", str(event.business_id), event.subject.partition(":")[2])


@shared_task(name="invoicing.run_batch")
def run_batch(business_id, batch_id):
    """Some rows of a batch, then the next run, so that a batch of thousands never holds a worker for long."""
    with no_scope():
        if batches.run_batch(business_id, batch_id):
            enqueue("invoicing.run_batch", business_id, batch_id)


@shared_task(name="invoicing.sweep_batches")
def sweep_batches():
    """Batches that a killed worker left; running beside a live one is harmless, they share the rows."""
    for business_id, batch_id in running_batches():
        enqueue("invoicing.run_batch", str(business_id), str(batch_id))


@shared_task(name="invoicing.render", soft_time_limit=30, time_limit=40)
def render(business_id, subject):
    with no_scope():
        documents.make(business_id, subject)


@shared_task(name="invoicing.add_standard_template")
def add_standard_template(event):
    """Listener of business.opened."""
    templates.ensure_standard(at=event.at)
