"""What goes out later."""

from django.utils.translation import gettext as _

from notifications.models import ScheduledSend
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


def find_scheduled(ref):
    row = ScheduledSend.objects.select_related("invoice__party").filter(pk=ref).first()
    if row is None:
        raise not_found("This scheduled message was not found.")
    return row
