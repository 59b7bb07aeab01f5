"""What the owner knows of two customers who look alike."""

from django.utils import timezone

from customers.models import KeptApart
from smartkhata.core.events import record


def keep_apart(one, other, *, by):
    """They are two people: never offered as one again."""
    first, second = sorted((one, other), key=lambda party: str(party.pk))
    kept, created = KeptApart.objects.get_or_create(
        one=first, other=second, defaults={"by_id": by.pk, "at": timezone.now()}
    )
    if created:
        record("parties.kept_apart", first, by=by, party=first, other=str(second.pk))
    return kept
