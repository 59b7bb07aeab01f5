"""What a party's status means: who is left in peace, who gets no new credit, and the owner's exception.

Inactive: out of pickers and reminders. Suspended: also no new invoices and no sends, unless the owner allowed
them for a while; receipts and codes still go.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext as _

from customers.models import Party
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record

ALLOWED_FOR = timedelta(hours=24)


# What a suspended customer gets none of.
NO_INVOICES = gettext_noop(
    "%(name)s is suspended: no new invoices. The owner can allow it for a day on the customer's page."
)
NO_MESSAGES = gettext_noop(
    "%(name)s is suspended: no messages. The owner can allow it for a day on the customer's page."
)


def refuse_suspended(party, *, text=NO_INVOICES, now=None):
    """409 suspended (with the shop's reason) unless the owner has made an exception that still holds."""
    if party.status != Party.Status.SUSPENDED or is_allowed(party, now=now):
        return
    name = f"{party.name} ({party.status_reason})" if party.status_reason else party.name
    extra = {"reason": party.status_reason}
    raise DomainError(gettext(text) % {"name": name}, code="suspended", status=409, extra=extra)


def is_allowed(party, *, now=None):
    """Whether the owner's exception holds at `now`."""
    return party.allowed_until is not None and party.allowed_until > (now or timezone.now())


def allow_for_a_day(party, *, by, now=None):
    """The owner's exception: a suspended party may get invoices and messages for 24 hours."""
    now = now or timezone.now()
    with transaction.atomic():
        party = Party.objects.select_for_update().get(pk=party.pk)
        if party.status != Party.Status.SUSPENDED:
            raise DomainError(
                _("%(name)s is not suspended.") % {"name": party.name}, code="not_suspended", status=409
            )
        party.allowed_until = now + ALLOWED_FOR
        party.save(update_fields=["allowed_until", "updated_at"])
        record("party.allowed", party, by=by, at=now, party=party, until=party.allowed_until)
    return party
