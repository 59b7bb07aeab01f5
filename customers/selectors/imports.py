"""Files that were brought in, and what became of each row."""

import uuid

from django.utils.translation import gettext as _

from customers.models import Import, ImportRow
from smartkhata.core import progress
from smartkhata.core.errors import DomainError, not_found
from smartkhata.core.events import subject_of

WORKING = (Import.State.CHECKING, Import.State.APPLYING, Import.State.UNDOING)


def imports():
    """The imports of the open shop, the latest first, without their files."""
    return Import.objects.defer("content").order_by("-created_at")


def find_import(ref):
    try:
        found = imports().filter(pk=uuid.UUID(str(ref))).first()
    except ValueError:
        found = None
    if found is None:
        raise not_found("This import was not found.")
    return found


def rows_of(brought, outcome=""):
    """The rows of an import by line, with whom they are about; all, or those with one outcome."""
    rows = brought.rows.select_related("party").order_by("position")
    if outcome and outcome not in ImportRow.Outcome.values:
        text = _("Choose one of: %(all)s.") % {"all": ", ".join(ImportRow.Outcome.values)}
        raise DomainError(text, code="bad_outcome", fields={"outcome": text})
    return rows.filter(outcome=outcome) if outcome else rows


def progress_of(brought):
    """(done, total) rows of the step that is at work; (0, 0) when nothing is known."""
    return progress.asked(subject_of(brought)) if brought.state in WORKING else (0, 0)
