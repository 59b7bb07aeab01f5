"""Reminding the customers that somebody ticked: who would hear of what, and who would not, with the reason.

Judged by the rules of the send itself. What a tap at one customer overrides, reminders that are off and a rest, ticks
at many do not.
"""

from dataclasses import dataclass, field
from decimal import Decimal

import structlog
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Party
from customers.selectors import chosen_parties
from customers.services.standing import is_allowed
from invoicing.selectors import open_invoices
from notifications.models import Preference
from notifications.reminders import PER_INVOICE, has_room, next_opening
from notifications.services.mailing import Mailing
from notifications.services.reminders import ENOUGH, remind
from notifications.services.reminders_planned import (
    BROKEN,
    answers_first,
    earlier,
    read_ahead,
    tappable,
    untold,
)
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.tenancy import business_scope

log = structlog.get_logger(__name__)
ZERO = Decimal("0.00")


@dataclass
class Chosen:
    """A ticked customer: `amount` is open on `invoices`, of which a reminder would tell; `left_out` are the others
    [(number, why)], `why_not` is empty for who is reminded."""

    party: Party
    invoices: list = field(default_factory=list)
    amount: Decimal = ZERO
    left_out: list = field(default_factory=list)
    why_not: str = ""

    @property
    def steps(self):
        return [None] * len(self.invoices)


def chosen(parties, *, at=None):
    """[Chosen] of `parties`, in their order, as it would be if the reminders went out at `at`."""
    at = at or timezone.now()
    mailing, plans = Mailing(at=at), {party.pk: Chosen(party) for party in parties}
    rows = open_invoices().filter(party__in=list(plans))
    invoices = list(rows.select_related("party").prefetch_related("reminders"))
    said = dict(answers_first(invoices, today(mailing.business, now=at)))
    for invoice in invoices:
        plan = plans[invoice.party_id]
        if invoice in said:
            plan.left_out.append((invoice.number, said[invoice]))
        else:
            plan.invoices.append(invoice)
    found = list(plans.values())
    for plan in found:
        plan.amount = sum((invoice.balance_due for invoice in plan.invoices), ZERO)
    _judge(found, mailing)
    return found


def remind_chosen(business_id, refs, *, by, at=None):
    """Remind each customer named in `refs` who can be reminded now; [Chosen], with the reason for each who was not.

    Needs no scope: each is a transaction of its own, because customers' payments wait for it.
    """
    at = at or timezone.now()
    with business_scope(business_id):
        plans = chosen(chosen_parties(refs), at=at)
    for plan in plans:
        plan.why_not = plan.why_not or _remind(business_id, plan.party, by, at)
    return plans


def _remind(business_id, party, by, at):
    """Why the customer was not reminded; empty when they were."""
    try:
        with business_scope(business_id):
            remind(party, by=by, at=at)
    except DomainError as error:
        return error.message
    except Exception:  # one customer's trouble is nobody else's
        log.exception("reminder_failed", business=str(business_id), party=str(party.pk))
        return _(BROKEN)
    return ""


def _judge(plans, mailing):
    """Say of each why it does not go, with as many queries for many as for one."""
    at, business, parties = mailing.at, mailing.business, [plan.party for plan in plans]
    day, opens_at = today(business, now=at), next_opening(business.country, business.time_zone, at)
    sent = earlier(parties, at)
    resting = Preference.objects.filter(party__in=parties, paused_until__gt=day)
    resting = set(resting.values_list("party_id", flat=True))
    read_ahead(plans, mailing)
    for plan in plans:
        plan.why_not = _spared(plan, at, plan.party.pk in resting)
        if plan.why_not:
            continue
        plan.invoices = tappable(plan.invoices)
        if not plan.invoices:
            plan.why_not = _(ENOUGH) % {"n": PER_INVOICE}
        elif not has_room(sent[plan.party.pk], at):
            plan.why_not = _("Was reminded in the last days.")
        elif opens_at > at:
            plan.why_not = _("It is too late or too early in the day. Send it in the morning.")
        else:
            plan.why_not = untold(plan, day, mailing)


def _spared(plan, at, is_resting):
    party = plan.party
    if not plan.invoices:
        return " ".join({why: None for _number, why in plan.left_out}) or _("Owes nothing on an invoice.")
    if party.is_walk_in or not (party.phone or party.email or any(row.email for row in plan.invoices)):
        return _("Has neither phone nor e-mail.")
    if party.status == Party.Status.INACTIVE:
        return _("Is inactive.")
    if party.status == Party.Status.SUSPENDED and not is_allowed(party, now=at):
        return _("Is suspended. You can lift it for a day on the customer's page.")
    if not party.send_reminders:
        return _("Reminders are off for this customer.")
    return _("Reminders to this customer are paused.") if is_resting else ""
