"""Reminding the customers that somebody ticked: who would hear of what, and who would not, with the reason."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Party
from customers.services.standing import is_allowed
from invoicing.selectors import open_invoices
from notifications.models import Preference, ReminderSent
from notifications.reminders import has_room, next_opening
from notifications.services.reminders import remind
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.models import Business
from smartkhata.core.tenancy import current_business_id

WEEK = timedelta(days=7)
ZERO = Decimal("0.00")


@dataclass
class Chosen:
    """A ticked customer: `amount` is open on `bills` invoices, one of which `has_address` of its own, perhaps;
    `why_not` is empty for who is reminded."""

    party: Party
    bills: int = 0
    amount: Decimal = ZERO
    has_address: bool = False
    why_not: str = ""


def chosen(parties, *, at=None):
    """[Chosen] of `parties`, in their order, as it would be if the reminders went out at `at`."""
    at, parties = at or timezone.now(), list(parties)
    day, open_at = _shop(at)
    plans = {party.pk: Chosen(party) for party in parties}
    for invoice in open_invoices().filter(party__in=parties):
        plans[invoice.party_id].bills += 1
        plans[invoice.party_id].amount += invoice.balance_due
        plans[invoice.party_id].has_address |= bool(invoice.email)
    earlier = _earlier(parties, at)
    resting = Preference.objects.filter(party__in=parties, paused_until__gt=day)
    resting = set(resting.values_list("party_id", flat=True))
    for pk, plan in plans.items():
        plan.why_not = (
            _why_not(plan, at, pk in resting)
            or ("" if has_room(earlier[pk], at) else _("Was reminded in the last days."))
            or ("" if open_at <= at else _("It is too late or too early in the day. Send it in the morning."))
        )
    return list(plans.values())


def remind_chosen(parties, *, by, at=None):
    """Remind each of `parties` who can be reminded now; [Chosen], with the reason for each who was not."""
    at = at or timezone.now()
    plans = chosen(parties, at=at)
    for plan in sorted((plan for plan in plans if not plan.why_not), key=lambda plan: plan.party.pk):
        try:
            remind(plan.party, by=by, at=at)
        except DomainError as error:
            plan.why_not = error.message
    return plans


def _shop(at):
    """(today there, the next moment when reminders may go out)."""
    business = Business.objects.get(pk=current_business_id())
    return today(business, now=at), next_opening(business.country, business.time_zone, at)


def _earlier(parties, at):
    """{party id: the moments of the last week's reminders}; one reminder may name several bills."""
    found, rows = defaultdict(set), ReminderSent.objects.filter(party__in=parties, at__gt=at - WEEK)
    for party_id, moment in rows.values_list("party_id", "at"):
        found[party_id].add(moment)
    return found


def _why_not(plan, at, is_resting):
    party = plan.party
    if not plan.bills:
        return _("Owes nothing on an invoice.")
    if party.is_walk_in or not (party.phone or party.email or plan.has_address):
        return _("Has neither phone nor e-mail.")
    if party.status == Party.Status.INACTIVE:
        return _("Is inactive.")
    if party.status == Party.Status.SUSPENDED and not is_allowed(party, now=at):
        return _("Is suspended. You can lift it for a day on the customer's page.")
    if not party.send_reminders:
        return _("Reminders are off for this customer.")
    return _("Reminders to this customer are paused.") if is_resting else ""
