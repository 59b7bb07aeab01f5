"""Bringing in the old book: a file is read, examined row by row, looked at, applied whole, and may be taken back.

Each step is a state of the Import and a fact that a worker hears in one transaction (customers/tasks.py): a
worker that is killed leaves the khata as it was and the fact to the next one.
"""

import base64

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from customers.columns import guess, preset_of
from customers.models import Import
from customers.readers import read
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record

SAMPLE = 5
State = Import.State


def kind_of(name):
    """The class that knows what the rows of a file are (smartkhata/panels.py)."""
    kinds = import_string(settings.IMPORT_KINDS)
    if name not in kinds:
        text = _("Choose one of: %(all)s.") % {"all": ", ".join(kinds)}
        raise DomainError(text, code="bad_kind", fields={"kind": text})
    return import_string(kinds[name])


def kinds():
    """The names of what a file may hold."""
    return list(import_string(settings.IMPORT_KINDS))


def start_import(content, *, file_name, kind="customers", by, at=None):
    """Keep a file (bytes) and have it examined; DomainError ``bad_file`` when nothing can be read from it."""
    head = read(content, limit=50)
    fields = kind_of(kind).fields
    with transaction.atomic():
        brought = Import.objects.create(
            kind=kind,
            file_name=file_name[-120:],
            content=base64.b64encode(content).decode(),
            form=head.form,
            preset=preset_of(head.headers),
            headers=head.headers,
            sample=head.rows[:SAMPLE],
            columns=guess(head.headers, head.rows, fields),
            by_id=getattr(by, "pk", None),
            created_at=at or timezone.now(),
        )
        record("import.brought", brought, by=by, at=at)
    return brought


def choose_columns(brought, columns, *, change_known=True, by):
    """Correct what the columns mean ({field: number or None}) and have the file examined again.

    With ``change_known=False`` customers who are in the khata already stay as they are.
    """
    fields, width = kind_of(brought.kind).fields, len(brought.headers)
    chosen = {field: at for field, at in columns.items() if at is not None}
    if not set(chosen) <= set(fields) or not all(
        isinstance(at, int) and 0 <= at < width for at in chosen.values()
    ):
        text = _("Choose a column of the file for each field, or none.")
        raise DomainError(text, code="bad_columns", fields={"columns": text})
    with transaction.atomic():
        brought = _in_state(brought, State.CHECKED, State.FAILED)
        brought.columns, brought.change_known = chosen, change_known
        _become(brought, State.CHECKING)
        record("import.mapped", brought, by=by)


def ask_to_apply(brought, *, by):
    """Have the examined rows written into the khata, all of them or none."""
    with transaction.atomic():
        brought = _in_state(brought, State.CHECKED)
        _become(brought, State.APPLYING)
        record("import.accepted", brought, by=by)


def ask_to_undo(brought, *, by):
    """Have an applied import taken back; 409 in_use later if something depends on it."""
    with transaction.atomic():
        brought = _in_state(brought, State.APPLIED)
        _become(brought, State.UNDOING)
        record("import.revoked", brought, by=by)


def _in_state(brought, *states):
    locked = Import.objects.defer("content").select_for_update().get(pk=brought.pk)
    if locked.state not in states:
        text = _("This import is being worked on or is over. Look at it again.")
        raise DomainError(text, code="not_ready", status=409)
    return locked


def _become(brought, state):
    brought.state, brought.problem = state, ""
    brought.save(update_fields=["state", "problem", "columns", "change_known"])
