"""What happened lately in the open shop."""

from smartkhata.core.fact_words import UNTOLD
from smartkhata.core.models import Event


def recent_events(*, party=None, limit=20):
    """Newest first; of one party if given."""
    rows = Event.objects.exclude(name__in=UNTOLD).order_by("-at")
    return list((rows if party is None else rows.filter(party_id=party.pk))[:limit])
