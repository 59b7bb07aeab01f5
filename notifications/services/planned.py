"""What was planned goes out: a shop's due sends together, and each once.

One that breaks its transaction is tried again alone, so it keeps nobody else from going.
"""

from datetime import timedelta

import structlog
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone
from django.utils.translation import gettext_noop

from customers.models import Party
from invoicing.models import Invoice
from notifications.kinds.base import is_owed
from notifications.models import ScheduledSend
from notifications.selectors.schedules import with_documents
from notifications.services.outbox import send_together
from notifications.services.papers import send_planned
from notifications.services.schedules import due_rows, move, send_of, settle
from notifications.services.sending import OURS
from notifications.services.settling import SETTLED
from smartkhata.core.errors import DomainError
from smartkhata.core.events import fact, record, record_all
from smartkhata.core.models import Business
from smartkhata.core.queue import enqueue
from smartkhata.core.tenancy import business_scope

log = structlog.get_logger(__name__)
# After a long outage nothing goes out in a burst: the owner is asked.
TOO_LATE = timedelta(hours=24)
# So many of one shop share a transaction: their customers' payments wait no longer than that takes.
TOGETHER = 50
ASK = gettext_noop("The system was away when this should have gone out. Send it now if it still fits.")


def send_scheduled(limit=500, *, now=None):
    """Send what is due in all shops; returns how many were settled. Runs twice at once without harm."""
    now = now or timezone.now()
    due = due_rows(limit, now)
    count = sum(_send_some(business_id, keys, now) for business_id, keys in _by_shop(due))
    if count and len(due) == limit:
        enqueue("notifications.send_scheduled")  # the rest need not wait for the next sweep
    return count


def _by_shop(due):
    """(business id, keys) of a few of one shop each, in the order in which their first comes due."""
    parts, growing = [], {}
    for business_id, pk in due:
        part = growing.get(business_id)
        if part is None or len(part) == TOGETHER:
            part = growing[business_id] = []
            parts.append((business_id, part))
        part.append(pk)
    return parts


def _send_some(business_id, keys, now):
    """These of one shop in one transaction; when one of them breaks it, each in its own."""
    try:
        with business_scope(business_id):
            return _fire(keys, now)
    except Exception as error:
        log.exception("planned_sends_failed", business=str(business_id), sends=list(map(str, keys)))
        connection.close_if_unusable_or_obsolete()
        if len(keys) > 1:
            return sum(_send_some(business_id, [pk], now) for pk in keys)
        # What the database could not do now waits for the next sweep; what can't be done at all would wait for ever.
        return 0 if isinstance(error, OperationalError | InterfaceError) else _give_up(business_id, keys, now)


def _give_up(business_id, keys, now):
    with business_scope(business_id):
        rows = _waiting(keys)
        _fail({row: DomainError(OURS, code="not_made") for row in rows}, now)
        return len(rows)


def _fire(keys, now):
    """One transaction holds the messages and the marks that they are queued."""
    rows = _waiting(keys)
    if not rows:
        return 0
    business = Business.objects.get(pk=rows[0].business_id)
    come = [row for row in rows if move(row, business) <= now]
    papers = with_documents(row for row in come if row.paper)
    _miss([row for row in papers if _is_late(row, now)], now)
    _send_papers([row for row in papers if not _is_late(row, now)], now)
    due = _with_invoices([row for row in come if not row.paper])
    paid = [row for row in due if row.invoice.status == "open" and not is_owed(row.invoice)]
    _take_back(paid, now)
    asking = [row for row in due if row not in paid]
    missed = [row for row in asking if _is_late(row, now)]
    _miss(missed, now)
    _send([row for row in asking if row not in missed], business, now)
    return len(due) + len(papers)


def _is_late(row, now):
    return row.due_at < now - TOO_LATE


def _waiting(keys):
    """The rows of `keys` that still wait and that nobody else is at, locked."""
    rows = ScheduledSend.objects.select_for_update(skip_locked=True)
    return list(rows.filter(pk__in=keys, state=ScheduledSend.State.WAITING).order_by("due_at", "pk"))


def _with_invoices(rows):
    """`rows` with their invoices as they are once their parties are locked: all of these first and in one order,
    or two runs would deadlock. An invoice that has just gone to another party waits for the next run."""
    invoices = Invoice.objects.filter(pk__in=[row.invoice_id for row in rows])
    parties = Party.objects.select_for_update(no_key=True).filter(pk__in=invoices.values("party_id"))
    parties, invoices = {party.pk: party for party in parties.order_by("pk")}, invoices.in_bulk()
    for row in rows:
        row.invoice = invoices[row.invoice_id]
        row.invoice.party = parties.get(row.invoice.party_id)
    return [row for row in rows if row.invoice.party]


def _take_back(rows, now):
    settle(rows, ScheduledSend.State.CANCELLED, now, error_message=SETTLED)
    record_all([fact("message.unscheduled", row.invoice, at=now, party=row.invoice.party) for row in rows])


def _miss(rows, now):
    settle(rows, ScheduledSend.State.MISSED, now, error_message=ASK)
    record_all([fact("message.missed", row.document, at=now, party=row.document.party) for row in rows])


def _send(rows, business, now):
    told = send_together([send_of(row) for row in rows], by=None, at=now, business=business)
    failed = {row: answer for row, answer in zip(rows, told, strict=True) if isinstance(answer, DomainError)}
    _fail(failed, now)
    settle([row for row in rows if row not in failed], ScheduledSend.State.SENT, now)


def _send_papers(rows, now):
    """Each alone: quotes and credit notes are few. One that was answered, withdrawn or is over does not go."""
    for row in sorted(rows, key=lambda row: row.document.party_id):
        try:
            send_planned(row, at=now)
        except DomainError as error:
            _fail({row: error}, now)
        else:
            settle([row], ScheduledSend.State.SENT, now)


def _fail(refusals, now):
    """{row: DomainError}. Nobody sits before it as before a press of Send: the owner is told."""
    for row, error in refusals.items():
        settle([row], ScheduledSend.State.FAILED, now, error_message=error.message[:300])
        about = {"at": now, "party": row.document.party, "reason": error.code}
        if row.paper:
            record("paper.unsent", row.document, **about)
        else:
            record("invoice.unsent", row.document, **about)
