"""What goes out later."""

from django.utils.translation import gettext as _

from notifications.models import ScheduledSend
from notifications.models.schedules import PAPERS
from smartkhata.core.errors import DomainError, not_found


def scheduled(*, state="waiting", invoice=None):
    """Scheduled sends, the next one first; `state` may be ``all``."""
    rows = ScheduledSend.objects.select_related("invoice__party").order_by("due_at", "pk")
    if state != "all":
        if state not in ScheduledSend.State.values:
            text = _("Choose one of: %(all)s.") % {"all": ", ".join([*ScheduledSend.State.values, "all"])}
            raise DomainError(text, code="bad_state", fields={"state": text})
        rows = rows.filter(state=state)
    return rows.filter(invoice=invoice) if invoice else rows


def with_documents(rows):
    """The same scheduled sends as a list, with what each is about at hand, in a query for each sort of paper."""
    rows = list(rows)
    for sort, model in PAPERS.items():
        mine = [row for row in rows if row.sort == sort]
        found = {}
        if mine:
            found = model.objects.select_related("party").in_bulk([row.paper_id for row in mine])
        known = {str(pk): paper for pk, paper in found.items()}
        for row in mine:
            row.document = known[row.paper_id]
    return rows


def find_scheduled(ref):
    row = ScheduledSend.objects.select_related("invoice__party").filter(pk=ref).first()
    if row is None:
        raise not_found("This scheduled message was not found.")
    return row
