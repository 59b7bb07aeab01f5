"""Handing facts on: each listener hears each fact once, in one transaction with what it writes."""

from datetime import timedelta

import structlog
from celery import current_app
from django.db import connection, transaction
from django.utils import timezone

from smartkhata.core.models import PendingFact
from smartkhata.core.tenancy import business_scope

log = structlog.get_logger(__name__)

MAX_ATTEMPTS = 8
BACKOFF_SECONDS = (5, 30, 120, 600, 1800, 7200, 21600)


def hear(business_id, fact_id):
    """Run the listener of one fact and forget the fact; False when somebody else has or had it."""
    try:
        with business_scope(business_id):
            return _hear(fact_id)
    except Exception as error:  # a listener may fail in any way; the fact must outlive it
        _postpone(business_id, fact_id, error)
        return False


def due_facts(limit=200):
    """(business_id, fact_id) of facts whose hand-over is due, of all shops; each is leased for 30 s."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT business_id, id FROM core_due_facts(%s)", [limit])
        return cursor.fetchall()


def _hear(fact_id):
    fact = (
        PendingFact.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("event")
        .filter(pk=fact_id, quarantined_at=None)
        .first()
    )
    if fact is None:
        return False
    current_app.tasks[fact.listener](fact.event)
    fact.delete()
    return True


def _postpone(business_id, fact_id, error):
    log.exception("listener_failed", fact=str(fact_id))
    with business_scope(business_id):
        fact = PendingFact.objects.select_for_update().filter(pk=fact_id).first()
        if fact is None:
            return
        now = timezone.now()
        delay = BACKOFF_SECONDS[min(fact.attempts, len(BACKOFF_SECONDS) - 1)]
        fact.attempts += 1
        fact.next_attempt_at = now + timedelta(seconds=delay)
        fact.last_error = f"{type(error).__name__}: {error}"[:300]
        if fact.attempts >= MAX_ATTEMPTS:
            fact.quarantined_at = now
        fact.save()
