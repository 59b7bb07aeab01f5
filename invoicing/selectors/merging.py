"""What ties the documents of two merged customers together."""

from django.db.models import Q

from invoicing.models import Allocation


def ties(moved, *, at):
    """Whether money of the one settles a document of the other; `moved` are ids of rows that changed hands."""
    into = Q(invoice__in=moved)
    by_payment = Q(payment__isnull=False) & ~Q(payment__in=moved)
    by_note = Q(credit_note__isnull=False) & ~Q(credit_note__in=moved)
    from_moved = Q(payment__in=moved) | Q(credit_note__in=moved)
    others = Q(invoice__isnull=False) & ~Q(invoice__in=moved)
    return Allocation.objects.filter((into & (by_payment | by_note)) | (from_moved & others)).exists()
