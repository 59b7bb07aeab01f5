"""The workers, run by hand."""

from celery import current_app

from smartkhata.core import facts
from smartkhata.core.tenancy import no_scope


def work(rounds=10):
    """Do what the workers would do until nothing is due: facts, drafts, messages. Returns the facts heard."""
    heard = 0
    with no_scope():
        for _ in range(rounds):
            due = facts.due_facts()
            heard += sum(facts.hear(business_id, fact_id) for business_id, fact_id in due)
            current_app.tasks["notifications.send_scheduled"]()
            written = current_app.tasks["invoicing.generate"]()
            sent = current_app.tasks["notifications.deliver"]()
            if not due and not sent and not written:
                break
    return heard
