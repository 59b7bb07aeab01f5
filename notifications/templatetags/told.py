"""{% told_of invoice=... party=... as rows %}: the timeline of messages."""

from django import template

from notifications import selectors
from notifications.states import status_of

register = template.Library()


@register.simple_tag
def told_of(party=None, invoice=None, limit=6):
    """The latest messages about an invoice, or to a party."""
    rows = selectors.messages(party=None if invoice else party, invoice=invoice or None)[:limit]
    return [{"row": row, "status": status_of(row.state)} for row in rows]
