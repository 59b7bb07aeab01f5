"""The queue's four moves: claim rows by a lease, say that a call begins, write down what came of it, give back.

They are functions of the database, because a batch holds rows of many shops; a lease is the right to write.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from notifications.states import RANK


@dataclass(frozen=True)
class Claim:
    """A row that is ours until the lease ends; `in_doubt` if it is to be looked up instead of sent."""

    business_id: UUID
    pk: UUID
    lease: UUID
    in_doubt: bool


@dataclass(frozen=True)
class Result:
    """What is written about a claim; None leaves a column as it is. `attempts` is added."""

    claim: Claim
    state: str
    attempts: int | None = None
    looks: int | None = None
    crashes: int | None = None
    possible_duplicate: bool | None = None
    next_attempt_at: datetime | None = None
    provider: str | None = None
    provider_ref: str | None = None
    error_message: str | None = None
    sent_at: datetime | None = None
    never_again: bool | None = None


def claim(limit, *, urgent=False, suspects=False):
    """Claims on at most `limit` due rows of all shops, each shop its share, the most urgent first."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM notifications_claim(%s, %s, %s, %s)",
            [limit, settings.NOTIFICATION_LEASE_SECONDS, urgent, suspects],
        )
        return [Claim(*row) for row in cursor.fetchall()]


def submit(calls):
    """Write down that these calls begin now: ``[(claim, provider's name)]``; the claims that were still ours."""
    with transaction.atomic(), connection.cursor() as cursor:
        keys = [[row.pk for row, _ in calls], [row.lease for row, _ in calls], [name for _, name in calls]]
        cursor.execute("SELECT id FROM notifications_submit(%s, %s, %s)", keys)
        ours = {pk for (pk,) in cursor.fetchall()}
    return {row for row, _ in calls if row.pk in ours}


def record(results):
    """Write results down and give the leases back: [(business id, id, state)] of the rows that were still ours."""
    if not results:
        return []
    rows = [_row(result) for result in results]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM notifications_record(%s::jsonb, %s)",
            [json.dumps(rows, cls=DjangoJSONEncoder), list(RANK)],
        )
        return cursor.fetchall()


def _row(result):
    values = {name: value for name, value in vars(result).items() if name != "claim" and value is not None}
    return values | {"id": result.claim.pk, "lease": result.claim.lease}
