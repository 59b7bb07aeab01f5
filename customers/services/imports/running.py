"""The steps of an import as a worker does them. Each is all or nothing, and a failure is told on the page."""

import base64
from collections import Counter
from itertools import islice

import structlog
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop, override

from customers.models import Import, ImportRow
from customers.readers import read
from customers.services.imports import State, kind_of
from customers.services.imports.findings import keep_findings
from smartkhata.accounts.selectors import language_of
from smartkhata.core import progress
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record, subject_of
from smartkhata.core.models import Business

log = structlog.get_logger(__name__)

CHUNK = 5_000
OURS = gettext_noop("This file could not be worked through. Nothing was changed. Ask support to look at it.")
CHANGED = gettext_noop(
    "The khata changed while this was waiting, so it was examined again. Look at the report once more."
)


def examine(brought):
    """Say of each row what would come of it; changes nothing in the khata."""
    ImportRow.objects.filter(of=brought).delete()
    kind = kind_of(brought.kind)(Business.objects.get(pk=brought.business_id), brought)
    kind.check_columns(brought.columns)
    table = read(base64.b64decode(brought.content))
    named = [(field, at) for field, at in brought.columns.items()]
    records = (
        (line, {field: cells[at] for field, at in named})
        for line, cells in zip(table.lines, table.rows, strict=True)
    )
    done, counts = 0, Counter()
    while chunk := list(islice(records, CHUNK)):
        found = kind.findings(chunk)
        keep_findings(brought, found)
        counts.update(str(row.outcome) for row in found)
        done += len(chunk)
        progress.tell(subject_of(brought), done, len(table.rows))
    brought.state = State.CHECKED
    brought.counts = {"total": done, **{outcome: counts[outcome] for outcome in ImportRow.Outcome.values}}
    brought.save(update_fields=["state", "counts"])


def apply(brought, *, by_id, by_label=""):
    """Write the new and changed rows into the khata. When it changed meanwhile the file is examined again."""
    kind, at = kind_of(brought.kind)(Business.objects.get(pk=brought.business_id), brought), timezone.now()
    try:
        with transaction.atomic():
            kind.apply(by_id=by_id, at=at)
            # Deferred keys speak up here, not after the last word of the page.
            _settle_constraints()
    except IntegrityError:
        log.info("import_overtaken", of=str(brought.pk))
        examine(brought)
        brought.problem = CHANGED
        brought.save(update_fields=["problem"])
        return
    brought.state, brought.applied_at, brought.content = State.APPLIED, at, ""
    brought.save(update_fields=["state", "applied_at", "content"])
    record("import.applied", brought, **{key: brought.counts[key] for key in ("new", "changed")})


def undo(brought, *, by_id, by_label=""):
    """Take an applied import back; when something depends on it, it stays and the page says what."""
    kind, at = kind_of(brought.kind)(Business.objects.get(pk=brought.business_id), brought), timezone.now()
    try:
        with transaction.atomic():
            kind.undo(by_id=by_id, at=at)
    except DomainError as error:
        brought.state, brought.problem = State.APPLIED, error.message[:300]
        brought.save(update_fields=["state", "problem"])
        return
    brought.state, brought.undone_at = State.UNDONE, at
    brought.save(update_fields=["state", "undone_at"])
    record("import.undone", brought)


def run(event, step, state):
    """Do one `step` of the import that `event` is about, if it still waits for it; what it says of the rows is said
    in the language of whoever asked."""
    brought = (
        Import.objects.select_for_update().filter(pk=event.subject.partition(":")[2], state=state).first()
    )
    if brought is None:
        return
    asked = {} if step is examine else {"by_id": event.actor_id, "by_label": event.actor_label}
    try:
        with override(language_of(event.actor_id)), transaction.atomic():
            step(brought, **asked)
    except DomainError as error:
        _fail(brought, error.message)
    except Exception:  # a file can be wrong in any way; the page must say so instead of waiting for ever
        log.exception("import_failed", of=str(brought.pk))
        _fail(brought, OURS)


def _fail(brought, text):
    Import.objects.filter(pk=brought.pk).update(state=State.FAILED, problem=text[:300])


def _settle_constraints():
    connection = transaction.get_connection()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
