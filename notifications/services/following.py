"""A message follows its customer: what waits goes to the number or e-mail address that is theirs by then."""

from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce, NullIf

from notifications.kinds import KINDS
from notifications.models import Notification
from notifications.services.channels import why_unreached
from notifications.services.renewing import renew


def with_address(rows):
    """The rows with the `address` where the same would go today (failures.address_of), for `follow`."""
    email = Coalesce(NullIf("invoice__email", Value("")), "party__email")
    return rows.annotate(address=Case(When(channel="email", then=email), default=F("party__phone")))


def follow(rows):
    """Turn those of the rows, which wait, whose customer has another address by now; {id: why not} of those that
    can't go there. What was addressed to somebody else stays as it is."""
    moved = [row for row in rows if row.to_own and row.address != row.recipient]
    found = {row.pk: why_unreached(row.channel, row.address, KINDS[row.kind]) for row in moved}
    refused = {pk: why_not for pk, why_not in found.items() if why_not}
    moved = [row for row in moved if row.pk not in refused]
    for row in moved:
        row.recipient = row.address
        Notification.objects.filter(pk=row.pk).update(recipient=row.recipient)
    # The law of the other country may want other words.
    renew(moved)
    return refused
