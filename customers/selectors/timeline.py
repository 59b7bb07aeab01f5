"""What happened with a party, newest first: one stream of the Event record, by what it is about."""

from django.db.models import Q
from django.utils.translation import gettext as _

from customers.selectors.parties import identities
from smartkhata.core.errors import DomainError
from smartkhata.core.models import Event

# What each part of the stream holds: whole facts, and the beginnings of names.
MESSAGES = ("invoice.sent", "invoice.shared", "statement.shared")
PARTS = {
    "entries": ("entry.",),
    "invoices": ("invoice.", "draft.", "credit.", "debit.", "quote.", "plan.", "sentence."),
    "messages": ("message.", "reminder.", *MESSAGES),
    "payments": ("payment.", "refund.", "promise."),
    "notes": ("note.",),
    "changes": ("party.", "parties.", "portal."),
}


def timeline(party, *, part=""):
    """The party's events, newest first; `part` is one of PARTS, empty for all."""
    rows = Event.objects.filter(party_id__in=identities(party)).order_by("-at", "-pk")
    if not part:
        return rows
    if part not in PARTS:
        text = _("Choose one of: %(all)s.") % {"all": ", ".join(PARTS)}
        raise DomainError(text, code="bad_type", fields={"type": text})
    wanted = Q()
    for name in PARTS[part]:
        wanted |= Q(name__startswith=name)
    return rows.filter(wanted) if part == "messages" else rows.filter(wanted).exclude(name__in=MESSAGES)


def part_of(event):
    """Which of PARTS an event belongs to."""
    if event.name in MESSAGES:
        return "messages"
    return next((part for part, names in PARTS.items() if event.name.startswith(names)), "changes")
