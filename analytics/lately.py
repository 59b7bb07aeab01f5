"""What happened lately, with the name of the customer it is about and the page that tells more."""

from django.urls import reverse

from customers.models import Party
from smartkhata.core.selectors import recent_events

# What a fact is about -> its page. A draft has one only for who writes.
PAGES = {
    "invoice": "owner:invoice",
    "payment": "owner:payment",
    "quote": "owner:quote",
    "creditnote": "owner:credit_note",
}


def lately(shop, *, limit):
    """The last Events of the open shop (its slug), each with `party_name` and `page`; both may be empty."""
    events = recent_events(limit=limit)
    names = dict(Party.objects.filter(pk__in={event.party_id for event in events}).values_list("pk", "name"))
    for event in events:
        kind, _, pk = event.subject.partition(":")
        event.party_name = names.get(event.party_id, "")
        event.page = reverse(PAGES[kind], args=[shop, pk]) if kind in PAGES else ""
    return events
