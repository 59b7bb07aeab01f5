"""Merges that were made, and whether they may still be taken back."""

import uuid

from customers.models import Merge
from smartkhata.core.errors import not_found


def merges_of(party=None):
    """Merges that stand, the latest first; of one party if given."""
    rows = Merge.objects.filter(undone_at=None).select_related("kept", "gone").order_by("-at")
    return rows if party is None else rows.filter(kept=party)


def find_merge(ref):
    try:
        found = Merge.objects.select_related("kept", "gone").filter(pk=uuid.UUID(str(ref))).first()
    except ValueError:
        found = None
    if found is None:
        raise not_found("This merge was not found.")
    return found
