"""Customers at whom reminders are thrown away: the last two reached nobody at addresses that they still have.

Such a customer gets no further one by the ladder, and the shop is told once. Another address, or anything that
arrives at the one they have, and the ladder goes on. A tap is the owner's own word and goes.
"""

from datetime import timedelta

from customers.models import Party
from notifications.models import Notification
from notifications.services.failures import address_of, own_addresses
from notifications.states import LOST
from smartkhata.core.events import record
from smartkhata.core.models import Event

KINDS = ("payment_reminder", "overdue")
IN_A_ROW = 2
# What failed longer ago is history (as in failed.py).
KEPT = timedelta(days=60)


def unreached(parties, at):
    """{party id: the first of the reminders in a row that did not arrive} of those of `parties`; two queries."""
    rows = Notification.objects.filter(party__in=parties, created_at__range=(at - KEPT, at))
    found = {}
    for row in rows.filter(kind__in=KINDS).select_related("party", "invoice").order_by("-created_at", "-pk"):
        found.setdefault(row.party_id, []).append(row)
    lost = {pk: row for pk, sent in found.items() if (row := _first_lost(sent))}
    heard = rows.filter(party__in=lost, state__in=("delivered", "opened"))
    for pk, recipient, created_at in heard.values_list("party_id", "recipient", "created_at"):
        if pk in lost and created_at > lost[pk].created_at and _may_be_heard(lost[pk], recipient):
            del lost[pk]
    return lost


def tell_unreached(row, *, at):
    """The fact that the customer of `row`, a reminder that reached nobody by any channel, gets no further ones."""
    if row.kind not in KINDS or row.party_id is None:
        return
    party = Party.objects.select_for_update(no_key=True).get(pk=row.party_id)
    first = unreached([party], at).get(party.pk)
    told = Event.objects.filter(name="party.unreached", party_id=party.pk)
    if first and not told.filter(at__gte=first.created_at).exists():
        record("party.unreached", party, at=at, party=party)


def _first_lost(rows):
    """The older of the last two reminders among `rows` (newest first) when both were lost, copies and all."""
    copies = {}
    for row in rows:
        copies.setdefault(row.replaces_id, []).append(row)
    last = [row for row in rows if row.replaces_id is None][:IN_A_ROW]
    lost = [row for row in last if all(map(_was_lost, _with_copies(row, copies)))]
    return last[-1] if len(lost) == IN_A_ROW else None


def _with_copies(row, copies):
    return [row, *(other for copy in copies.get(row.pk, ()) for other in _with_copies(copy, copies))]


def _was_lost(row):
    """By the other side: it came back, or failed after it was taken. What never left us says nothing of them."""
    came_back = row.state == "bounced" or (row.state in LOST and row.sent_at is not None)
    return came_back and row.recipient.casefold() == address_of(row, row.party, row.channel).casefold()


def _may_be_heard(row, recipient):
    return recipient.casefold() in own_addresses(row, row.party)
