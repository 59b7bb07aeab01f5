"""The two tasks that keep facts moving; listeners are tasks that take an event."""

from celery import shared_task

from smartkhata.core import attempts, facts, heartbeat
from smartkhata.core.tenancy import no_scope


@shared_task(name="core.hear")
def hear(business_id, fact_id):
    with no_scope():
        facts.hear(business_id, fact_id)


@shared_task(name="core.forget_expired")
def forget_expired():
    """Every hour: counted tries that no limit looks at any more."""
    attempts.forget_old()


@shared_task(name="core.sweep_facts")
def sweep_facts():
    """Every few seconds: facts whose hint was lost with Redis or with a worker."""
    heartbeat.mark()
    with no_scope():
        for business_id, fact_id in facts.due_facts():
            facts.hear(business_id, fact_id)
