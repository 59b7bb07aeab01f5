"""What providers report: stored as it came, deduped by a key of ours, applied to the message as a join.

Reports come twice, out of order, and sometimes before we have written down that we sent the message. The
message's state is what all its reports say together (states.fold), so the order makes no difference.
"""

import hashlib
import json
from collections import defaultdict
from datetime import timedelta
from uuid import UUID

import structlog
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import timezone

from notifications.models import DeliveryEvent, InboundEvent, Notification
from notifications.services.failures import fail, refuse_further
from notifications.states import LOST, fold
from smartkhata.core.queue import enqueue
from smartkhata.core.tenancy import business_scope

log = structlog.get_logger(__name__)

# A report may come before the answer that gives us its reference: it is tried again for a day.
GIVE_UP = timedelta(days=1)
KEPT = timedelta(days=30)
# A clock that is ahead must not decide which report was the last.
AHEAD = timedelta(minutes=5)
UNWANTED = ("complained", "unsubscribed")


def keep(provider, reports, *, account_id=None, now=None):
    """Store reports before anything is done with them. A repeated one is stored once."""
    now = now or timezone.now()
    with transaction.atomic():
        InboundEvent.objects.bulk_create(
            [_inbound(provider, report, account_id, now) for report in reports], ignore_conflicts=True
        )
        enqueue("notifications.apply_reports")


def apply_reports(limit=1000, *, now=None):
    """Apply what is stored, in all shops; returns how many reports were looked at."""
    now = now or timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notifications_events_due(%s)", [limit])
        names = [column.name for column in cursor.description]
        due = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for row in due:
        row["detail"] = json.loads(row["detail"])
    _settle([_unapplied(row, now) for row in due if not (row["word"] and row["business_id"])])
    shops = defaultdict(lambda: defaultdict(list))
    for row in due:
        if row["word"] and row["business_id"]:
            shops[row["business_id"]][row["notification_id"]].append(row)
    for business_id, messages in shops.items():
        _settle(_of_shop(business_id, messages, now))
    return len(due)


def rejoin(message):
    """Write what all reports of a message, locked by the caller, say together."""
    changes = fold(message.state, list(message.reports.all()))
    if not changes:
        return
    changes["sent_at"] = message.sent_at or message.submitted_at or message.created_at
    if changes["state"] in LOST and message.state not in LOST:
        fail(message, **changes)
    else:
        Notification.objects.filter(pk=message.pk).update(**changes)


def forget_reports(*, now=None):
    """Drop stored reports after 30 days; what they said of our messages stays with those."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT notifications_forget_events(%s)", [(now or timezone.now()) - KEPT])
        return cursor.fetchone()[0]


def counts(since):
    """{(provider, how it ended): reports} since a moment; ``""`` waits, unknown_status is a word we don't know."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notifications_inbound_counts(%s)", [since])
        return {(provider, settled): count for provider, settled, count in cursor.fetchall()}


def _inbound(provider, report, account_id, now):
    at = report.at if report.at and report.at <= now + AHEAD else now
    about = report.notification_id or f"{report.reference}/{report.recipient}"
    # A provider without a time of its own says each word once; the time it arrived would make every repeat new.
    said_at = report.at.isoformat() if report.at and report.has_time else ""
    parts = (provider, account_id or "", about, report.raw_word, said_at, report.url)
    return InboundEvent(
        provider=provider,
        dedupe_key=hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest(),
        word=report.word,
        reference=report.reference[:120],
        notification_id=_uuid(report.notification_id),
        account_id=account_id,
        recipient=report.recipient[:254],
        at=at,
        detail={
            "is_machine": report.is_machine,
            "reason": report.reason[:300],
            # What stands behind the path of our own link is its token, which rests nowhere.
            "url": report.url.partition("?")[0][:500],
            "never_again": report.never_again,
        },
        raw=report.raw,
        received_at=now,
        next_attempt_at=now,
        settled="" if report.word else "unknown_status",
    )


def _unapplied(row, now):
    if not row["word"]:
        return {"id": row["id"], "settled": "unknown_status"}
    if now - row["received_at"] > GIVE_UP:
        return {"id": row["id"], "settled": "unknown_reference"}
    return _later(row, now)


def _later(row, now):
    wait = max(now - row["received_at"], timedelta(seconds=1))
    return {"id": row["id"], "settled": "", "next_attempt_at": now + wait}


def _of_shop(business_id, messages, now):
    """Outcomes of a shop's reports, {message: rows}: applied together, or each message alone if one can't be."""
    try:
        with business_scope(business_id):
            for pk, rows in sorted(messages.items()):
                _apply(pk, rows, now)
    except Exception:
        if len(messages) > 1:
            return [
                outcome for pk, rows in messages.items() for outcome in _of_shop(business_id, {pk: rows}, now)
            ]
        [(pk, rows)] = messages.items()
        log.exception("report_failed", business=str(business_id), message=str(pk))
        return [_later(row, now) for row in rows]
    return [{"id": row["id"], "settled": "applied"} for rows in messages.values() for row in rows]


def _apply(pk, rows, now):
    message = Notification.objects.select_for_update().get(pk=pk)
    DeliveryEvent.objects.bulk_create([_event(message, row) for row in rows], ignore_conflicts=True)
    rejoin(message)
    is_unwanted = any(row["word"] in UNWANTED for row in rows)
    if is_unwanted or any(row["detail"].get("never_again") for row in rows):
        refuse_further(message, is_blocked=not is_unwanted, at=now)


def _event(message, row):
    detail = row["detail"]
    return DeliveryEvent(
        notification=message,
        word=row["word"],
        at=row["at"],
        is_machine=detail["is_machine"],
        reason=detail["reason"],
        url=detail["url"],
        received_at=row["received_at"],
        dedupe_key=row["dedupe_key"],
    )


def _settle(outcomes):
    if outcomes:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT notifications_settle_events(%s::jsonb)", [json.dumps(outcomes, cls=DjangoJSONEncoder)]
            )


def _uuid(text):
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
