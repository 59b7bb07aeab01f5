"""What must be so whatever broke meanwhile, checked on the rows themselves (``manage.py check_invariants``).

I1 who is to hear, hears; I3 nothing is stuck; I4 a state is what its reports say; I5 to I9 the books; I14 planned
sends keep their moment; I17 nobody hears what they asked not to, or at night; I19 each report is heard. What a
constraint of the database already forbids (a message twice, a report twice) isn't asked again.
"""

from django.utils import timezone

from notifications.services.invariants import books, facts, messages, readers, reports, sends
from notifications.services.invariants.broken import Broken
from smartkhata.core.models import Business
from smartkhata.core.tenancy import business_scope

__all__ = ["Broken", "broken", "broken_everywhere", "reports"]

PARTS = (
    facts.without_messages,
    facts.unheard,
    messages.stuck,
    messages.states,
    books.books,
    sends.planned,
    readers.unwilling,
    readers.at_night,
)


def broken(*, at=None):
    """[Broken] of the open shop; an empty list is the proof."""
    at = at or timezone.now()
    return [found for part in PARTS for found in part(at)]


def broken_everywhere(*, at=None):
    """[(shop's name, Broken)] of all shops, and of reports that belong to none yet ("")."""
    at = at or timezone.now()
    found = [("", row) for row in reports.waiting(at)]
    for business in Business.objects.order_by("name"):
        with business_scope(business.pk):
            found += [(business.name, row) for row in broken(at=at)]
    return found
