"""What must be so whatever broke meanwhile, checked on the rows themselves (``manage.py check_invariants``).

docs/invariants.md says which these are, and which test holds what can't be asked of rows. What only a later app
knows it asks itself (settings.INVARIANTS).
"""

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from notifications.services.invariants import (
    books,
    facts,
    messages,
    money,
    parents,
    readers,
    reports,
    sends,
    trail,
)
from notifications.services.invariants.broken import Broken
from smartkhata.core.models import Business
from smartkhata.core.tenancy import business_scope

__all__ = ["Broken", "broken", "broken_everywhere", "broken_of_no_shop"]

PARTS = (
    facts.without_messages,
    facts.unheard,
    messages.stuck,
    messages.states,
    books.books,
    money.booked_twice,
    money.unproven,
    parents.without_parents,
    sends.planned,
    readers.unwilling,
    readers.silenced,
    readers.at_night,
    trail.unwritten,
    trail.access,
)


def broken(*, at=None):
    """[Broken] of the open shop; an empty list is the proof."""
    at = at or timezone.now()
    later = [import_string(name) for name in import_string(settings.INVARIANTS)]
    return [found for part in (*PARTS, *later) for found in part(at)]


def broken_of_no_shop(*, at=None):
    """[Broken] of what providers reported, which stands in no shop."""
    at = at or timezone.now()
    return [*reports.waiting(at), *reports.taken_twice(at)]


def broken_everywhere(*, at=None):
    """[(shop's name, Broken)] of all shops, and of reports, which belong to none ("")."""
    at = at or timezone.now()
    found = [("", row) for row in broken_of_no_shop(at=at)]
    for business in Business.objects.order_by("name"):
        with business_scope(business.pk):
            found += [(business.name, row) for row in broken(at=at)]
    return found
