"""A message that reached nobody: the fact is recorded with it, and another channel is tried."""

from django.utils import timezone

from customers.models import Party
from notifications.kinds import KINDS
from notifications.models import Notification
from notifications.services.caps import COUNTED
from notifications.services.channels import ADDRESS, why_unreached
from notifications.services.limits import stop_of
from notifications.services.preferences import forbidden, wishes_of
from notifications.states import LOST, join
from smartkhata.core.events import record
from smartkhata.core.tenancy import business_scope

# Whom an SMS does not reach may read mail; WhatsApp and push come last, because they need an account.
NEXT = {
    "sms": ("email", "whatsapp"),
    "push": ("sms", "email"),
    "whatsapp": ("sms", "email"),
    "email": ("sms", "whatsapp"),
}


def fail_all(results):
    """Write down results that are losses, each in its shop's scope."""
    for result in results:
        with business_scope(result.claim.business_id):
            rows = Notification.objects.select_for_update()
            row = rows.filter(pk=result.claim.pk, lease_token=result.claim.lease).first()
            if row is not None:
                fail(row, **_changes(row, result))
                if result.never_again:
                    refuse_further(row, is_blocked=True)


def fail(row, **changes):
    """Write the last state of a message, and the fact that it failed, inside the shop's scope."""
    Notification.objects.filter(pk=row.pk).update(**changes)
    if row.state in LOST or changes["state"] not in LOST:
        return
    record(
        "message.failed",
        row,
        party=Party.across.filter(pk=row.party_id).first() if row.party_id else None,
        kind=row.kind,
        channel=row.channel,
        state=changes["state"],
    )


def refuse_further(row, *, is_blocked=False, at=None):
    """The fact that who got `row` wants no more by its channel; about its customer only if it went to them.

    `is_blocked`: it is the number that takes none, so another number is another matter.
    """
    party = Party.across.filter(pk=row.party_id).first() if row.party_id else None
    party = party if party and is_theirs(row, party) else None
    record("message.unwanted", row, at=at, party=party, channel=row.channel, is_blocked=is_blocked)


def is_theirs(row, party):
    """Whether the message went to what is the customer's own address now."""
    return row.recipient.casefold() in own_addresses(row, party)


def own_addresses(message, party):
    """The customer's number and e-mail address, and the one that was corrected on the message's bill; casefolded."""
    own = {party.phone, party.email, address_of(message, party, "email")}
    return {address.casefold() for address in own if address}


def _changes(row, result):
    known = {"looks": result.looks, "crashes": result.crashes, "error_message": result.error_message}
    changes = {name: value for name, value in known.items() if value is not None}
    # A report that it arrived may have come while the call was thought lost.
    state = join("queued" if row.state in ("submitting", "unknown") else row.state, result.state)
    provider = result.provider or row.provider
    return changes | {"state": state, "provider": provider, "lease_token": None, "lease_until": None}


def other_channel(row):
    """The channel on which the same can be told instead, or None. Asked inside the shop's scope.

    Never for a code (it would open another door than the one that was knocked at), not when it is too late to
    be worth it, not where the same was told already, not against the customer's word or that of staff, and not when
    nothing is owed any more.
    """
    if not row.party_id or not KINDS[row.kind].may_switch or row.replaces_id:
        return None
    if row.expires_at <= timezone.now():
        return None
    party = Party.across.get(pk=row.party_id)
    if not row.to_own:
        return None
    if not KINDS[row.kind].again(row).is_current():
        return None
    if row.kind in COUNTED and stop_of(row.business_id):
        return None
    told = Notification.objects.filter(party=party, kind=row.kind, invoice_id=row.invoice_id)
    told = told.filter(link_subject=row.link_subject, created_at__gte=row.created_at).exclude(pk=row.pk)
    own = [party.phone, address_of(row, party, "email")]
    # What is under way to the customer elsewhere has its own turn here if it fails.
    if told.filter(recipient__in=own).exclude(state__in=LOST).exists():
        return None
    taken, wish = set(told.values_list("channel", flat=True)), wishes_of(party)
    free = [name for name in NEXT[row.channel] if name not in taken and not forbidden(wish, row.kind, name)]
    return next((name for name in free if _reaches(row, party, name)), None)


def address_of(message, party, channel):
    """Where a message (a row or a kind) goes by `channel`: to the e-mail address that was corrected on its invoice,
    else to the customer's own."""
    corrected = message.invoice.email if channel == "email" and message.invoice else ""
    return corrected or getattr(party, ADDRESS[channel])


def goes_again_to(row, party, channel):
    """The same for one more try: whom it was addressed to instead of the customer gets it by the same channel."""
    return row.recipient if channel == row.channel and not row.to_own else address_of(row, party, channel)


def _reaches(row, party, channel):
    return not why_unreached(channel, address_of(row, party, channel), KINDS[row.kind])
