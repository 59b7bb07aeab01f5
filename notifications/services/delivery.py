"""Delivering: claim rows, call the provider outside any transaction, record what came of it.

A row that was claimed and not recorded (the worker died) is claimed again when its lease is over, and then
marked as a possible duplicate: nobody knows whether the provider had it.
"""

import random
import re
from datetime import timedelta

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from invoicing.documents.render import pdf_available
from invoicing.models import Invoice, Payment
from invoicing.selectors import stored_pdf
from notifications.models import Notification
from notifications.providers.base import Attachment, Message, Outcome
from notifications.services.channels import provider_for
from notifications.states import join
from smartkhata.core import codes, links
from smartkhata.core.tenancy import business_scope

log = structlog.get_logger(__name__)

RETRY_SECONDS = (5, 30, 120, 600, 1800, 7200, 21600)
MAX_LEASES = 3
PDF_PATIENCE = timedelta(seconds=60)
PDF_PAUSE = timedelta(milliseconds=200)


def deliver_due(limit=100):
    """Deliver up to `limit` due messages of all shops; returns how many were handled."""
    claimed = _claim(limit)
    for business_id, pk, lease in claimed:
        _deliver(business_id, pk, lease)
    return len(claimed)


def _claim(limit):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT business_id, id, lease_token FROM notifications_claim(%s, %s)",
            [limit, settings.NOTIFICATION_LEASE_SECONDS],
        )
        return cursor.fetchall()


def _deliver(business_id, pk, lease):
    with business_scope(business_id):
        row = Notification.objects.get(pk=pk)
        if row.lease_token != lease or _past_hope(row):
            return
        message = _message(row)
    if message is None:
        return
    provider = provider_for(row.channel)
    try:
        outcome = provider.send(message)
    except Exception as error:  # a provider may fail in any way after the message left
        log.exception("provider_failed", notification=str(pk), provider=provider.name)
        outcome = Outcome("ambiguous", error=f"{type(error).__name__}: {error}")
    with business_scope(business_id):
        _record(pk, lease, provider.name, outcome)


def _past_hope(row):
    """Close a row that is too late or that has killed its worker again and again."""
    if row.expires_at <= timezone.now():
        return _fail(row, "It was too late to send this message.")
    if row.attempts > MAX_LEASES + len(RETRY_SECONDS):
        return _fail(row, "This message could not be handed over. Ask support to look at it.")
    return False


def _fail(row, reason):
    _close(row, state=Notification.State.FAILED, error_message=reason)
    return True


def _message(row):
    """The message in clear text; None while its PDF is still being made (the row waits)."""
    attachments = ()
    if row.attach_pdf:
        content = _pdf(row)
        if content is None and pdf_available() and timezone.now() < row.created_at + PDF_PATIENCE:
            _close(row, state="queued", next_attempt_at=timezone.now() + PDF_PAUSE, attempts=row.attempts - 1)
            return None
        if content:
            attachments = (Attachment(f"{row.link_subject.partition(':')[0]}.pdf", content),)
    link = _link(row)
    code = codes.code_for(row.code_ref) if row.code_ref else ""
    body = row.body.replace("{link}", link).replace("{code}", code)
    return Message(
        reference=str(row.pk),
        channel=row.channel,
        to=row.recipient,
        kind=row.kind,
        subject=row.subject,
        body=body,
        code=code,
        links=tuple(re.findall(r"https?://\S+", body)),
        attachments=attachments,
        language=row.language,
    )


def _link(row):
    if "{link}" not in row.body:
        return ""
    return links.link_to(row.link_subject) if row.link_subject else f"{settings.PUBLIC_BASE_URL}/portal/"


def _pdf(row):
    kind, _, pk = row.link_subject.partition(":")
    model = {"invoice": Invoice, "payment": Payment}[kind]
    return stored_pdf(model.objects.get(pk=pk))


def _record(pk, lease, provider, outcome):
    row = Notification.objects.select_for_update().get(pk=pk)
    if row.lease_token != lease:
        return
    now = timezone.now()
    if outcome.state == "accepted":
        state = join(row.state, Notification.State.ACCEPTED)
        _close(
            row, state=state, provider=provider, provider_ref=outcome.reference, sent_at=now, error_message=""
        )
    elif outcome.state == "rejected":
        _close(row, state=join(row.state, "failed"), provider=provider, error_message=outcome.error[:300])
    elif outcome.state == "not_sent":
        _close(
            row,
            state="queued",
            next_attempt_at=_next_attempt(row, outcome, now),
            error_message=outcome.error[:300],
        )
    else:
        _close(row, state=join(row.state, "unknown"), provider=provider, error_message=outcome.error[:300])


def _next_attempt(row, outcome, now):
    delay = RETRY_SECONDS[min(row.attempts - 1, len(RETRY_SECONDS) - 1)]
    return now + timedelta(seconds=outcome.retry_after or delay * random.uniform(0.8, 1.2))


def _close(row, **values):
    for field, value in {**values, "lease_token": None, "lease_until": None}.items():
        setattr(row, field, value)
    row.save()
