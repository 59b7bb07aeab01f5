"""What happened lately in the open shop."""

from smartkhata.core.models import Event


def recent_events(*, party=None, limit=20):
    """Newest first; of one party if given."""
    rows = Event.objects.order_by("-at")
    return list((rows if party is None else rows.filter(party_id=party.pk))[:limit])
