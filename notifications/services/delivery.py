"""Delivering: claim a row, call the provider outside any transaction, record what came of it.

A row that was claimed and not recorded (the worker died) is claimed again when its lease is over, and then
marked as a possible duplicate: nobody knows whether the provider had it.
"""

import random
import time
from datetime import timedelta

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from notifications.models import Notification
from notifications.providers.base import Outcome
from notifications.services.channels import provider_for
from notifications.services.composing import PdfIsBeingMade, message_of
from notifications.states import after
from smartkhata.core.tenancy import business_scope

log = structlog.get_logger(__name__)

RETRY_SECONDS = (5, 30, 120, 600, 1800, 7200, 21600)
MAX_LEASES = 3
PDF_PAUSE = timedelta(milliseconds=200)
TOO_LATE = "It was too late to send this."
POISON = "The worker stopped each time it tried to send this. Ask support to look at it."
OURS = "This could not be prepared for sending. Ask support to look at it."
NOBODY_KNOWS = "The connection broke while this was handed over; it may have been sent."
# What a killed worker held is sent again and flagged: no more than this.
IN_FLIGHT = 1
# A run ends before the worker's own time limit would end it.
RUN_SECONDS = 60


def deliver_due(limit=200, *, seconds=RUN_SECONDS):
    """Deliver the due messages of all shops, the most urgent first; returns how many were handled."""
    end = time.monotonic() + seconds
    handled = 0
    while handled < limit and time.monotonic() < end and (claimed := _claim(IN_FLIGHT)):
        for business_id, pk, lease in claimed:
            _deliver(business_id, pk, lease)
        handled += len(claimed)
    return handled


def _claim(limit):
    """(business_id, id, lease token) of rows that are ours until the lease ends, by the database's clock."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT business_id, id, lease_token FROM notifications_claim(%s, %s)",
            [limit, settings.NOTIFICATION_LEASE_SECONDS],
        )
        return cursor.fetchall()


def _deliver(business_id, pk, lease):
    provider = None
    try:
        with business_scope(business_id):
            message = _prepare(pk, lease)
        if message is None:
            return
        provider = provider_for(message.channel)
        outcome = provider.send(message)
    except Exception:  # before the call surely nothing was sent; after it nobody knows
        log.exception("delivery_failed", notification=str(pk))
        outcome = Outcome("ambiguous", error=NOBODY_KNOWS) if provider else Outcome("not_sent", error=OURS)
    with business_scope(business_id):
        _record(pk, lease, provider.name if provider else "", outcome)


def _prepare(pk, lease):
    """The message to send now; None if the row went to another worker, is over, or waits for its PDF."""
    row = Notification.objects.filter(pk=pk, lease_token=lease).first()
    if row is None:
        return None
    if row.expires_at <= timezone.now():
        return _close(row, state="failed", error_message=row.error_message or TOO_LATE)
    if _is_poison(row):
        return _close(row, state="failed", error_message=row.error_message or POISON)
    try:
        return message_of(row)
    except PdfIsBeingMade:
        wait = timezone.now() + PDF_PAUSE
        return _close(row, state="queued", next_attempt_at=wait, attempts=row.attempts - 1)


def _is_poison(row):
    """Every answer leaves the provider's name, so a row without one had none in all its leases."""
    return row.attempts > MAX_LEASES + (len(RETRY_SECONDS) if row.provider else 0)


def _record(pk, lease, provider, outcome):
    row = Notification.objects.select_for_update().filter(pk=pk, lease_token=lease).first()
    if row is None:
        return
    now = timezone.now()
    changes = {
        "state": after(row.state, outcome.state),
        "provider": provider or row.provider,
        "error_message": outcome.error[:300],
    }
    if outcome.state == "accepted":
        changes |= {"provider_ref": outcome.reference[:100], "sent_at": row.sent_at or now}
    if changes["state"] == "queued":
        changes["next_attempt_at"] = _next_attempt(row, outcome, now)
        if changes["next_attempt_at"] >= row.expires_at:
            changes |= {"state": "failed", "error_message": outcome.error[:300] or TOO_LATE}
    _close(row, **changes)


def _next_attempt(row, outcome, now):
    delay = RETRY_SECONDS[min(row.attempts, len(RETRY_SECONDS)) - 1] * random.uniform(0.8, 1.2)
    return now + timedelta(seconds=outcome.retry_after or delay)


def _close(row, **changes):
    """Write the outcome and give the lease back."""
    changes |= {"lease_token": None, "lease_until": None}
    Notification.objects.filter(pk=row.pk, lease_token=row.lease_token).update(**changes)
