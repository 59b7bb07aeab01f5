"""Shutting what was sent to somebody else: each link that went to their address, for good.

The customer's next message has a link of its own, so a corrected number opens nothing of the old ones again.
"""

from invoicing.models import CreditNote, Invoice, Payment, Quote
from notifications.models import Notification
from smartkhata.core import links
from smartkhata.core.events import subject_of

# What waits is not sent any more, or follows the customer to another address.
WAITING = ("queued", "held")


def shut_links(party, addresses, *, at=None):
    """Shut the links of the customer's messages to `addresses`."""
    there = {address.casefold() for address in addresses if address}
    rows = Notification.objects.filter(party=party).exclude(state__in=WAITING).only("recipient")
    links.shut([subject_of(row) for row in rows if row.recipient.casefold() in there], at=at)


def shut_handed_over(party, *, at=None):
    """Shut the links to the customer's khata and papers that somebody handed over: nobody knows to which address."""
    papers = [subject_of(party)]
    for model in (Invoice, Quote, Payment, CreditNote):
        name = model._meta.model_name
        keys = model.objects.filter(party=party).values_list("pk", flat=True)
        papers += [f"{name}:{pk}" for pk in keys]
    links.shut(papers, at=at)
