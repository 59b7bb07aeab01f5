"""The dry run of reminders: who would be reminded of what, and who would not, with the reason.

A message is judged here by the very rules that judge it when it goes out (mailing.py); nothing is written.
"""

from dataclasses import dataclass, field

import structlog
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from customers.models import Party
from invoicing.selectors import open_invoices
from notifications import kinds
from notifications.models import Preference, ReminderSent
from notifications.reminders import (
    COUNTED,
    PER_INVOICE,
    Case,
    has_room,
    held_back,
    spoken_for,
    step_of,
    tone_of,
)
from notifications.selectors.reminding import near_a_step, not_resting, rules
from notifications.services.arrivals import first_arrivals
from notifications.services.mailing import Mailing
from notifications.services.outbox import first_offer
from notifications.services.unreached import unreached
from smartkhata.core.clock import today
from smartkhata.core.models import Business

# More than this in one run would hold a worker for too long; the next run goes on.
PARTIES = 500
WAITS = {
    "undelivered": gettext_noop("The bill was not delivered yet."),
    "fresh": gettext_noop("The bill was delivered in the last two days."),
}
SPOKEN_FOR = {
    "claimed": gettext_noop("The customer says that this is paid: confirm or refuse it first."),
    "disputed": gettext_noop("The customer disputes this: settle that first."),
    "promised": gettext_noop("The customer promised to pay on a day that is still to come."),
}
# Where it stands what customers said of invoices.
SAID = ("promises", "disputes", "claims")
LOST = gettext_noop("The last two reminders did not arrive. Correct the number or the e-mail address.")
BROKEN = gettext_noop("This reminder can't be written. Ask support to look at it.")
log = structlog.get_logger(__name__)


@dataclass
class Planned:
    """One customer's reminder: the invoices that are due for a step, or why none goes out; `waiting` are those
    whose step is due but whose own message must arrive first: [(invoice, why it waits)]."""

    party: Party
    invoices: list = field(default_factory=list)
    steps: list = field(default_factory=list)
    waiting: list = field(default_factory=list)
    why_not: str = ""


def planned(*, at=None, limit=PARTIES, with_spared=True):
    """[Planned] of the open shop at `at`: who would be reminded of what, and who is spared, with the reason; those
    whose every invoice waits to be delivered come last.

    Without the spared ones it is what a run sends: then those take nobody's place within `limit`.
    """
    at, current = at or timezone.now(), rules()
    mailing = Mailing(at=at, business=Business.objects.get(pk=current.business_id))
    day = today(mailing.business, now=at)
    rows = open_invoices().filter(near_a_step(current.ladder, day))
    rows = rows.filter(party__status="active", party__is_walk_in=False)
    rows = rows if with_spared else not_resting(rows, day, at)
    rows = rows.select_related("party").prefetch_related(*SAID, "reminders", "allocations")[: limit * 10]
    steps = [(row, step_of(_case(row, day), current.ladder, small_sum=current.small_sum)) for row in rows]
    left, found = _by_party([(invoice, step) for invoice, step in steps if step is not None], at), []
    while left and len(found) < limit:
        judged, left = _judged(left[:limit], current, mailing), left[limit:]
        found += [plan for plan in judged if with_spared or not plan.why_not]
    return found[:limit]


def answers_first(invoices, day):
    """[(invoice, why)] of those whose customer claims that they are paid, disputes them, or promised a day to come:
    who answers a customer with a reminder hasn't listened."""
    prefetch_related_objects(invoices, *SAID)
    said = [(invoice, spoken_for(**_said_of(invoice, day))) for invoice in invoices]
    return [(invoice, _(SPOKEN_FOR[word])) for invoice, word in said if word]


def earlier(parties, at):
    """{party id: moments of the reminders that still count}; one reminder of several invoices is one moment."""
    moments = {party.pk: set() for party in parties}
    rows = ReminderSent.objects.filter(party__in=parties, at__gt=at - COUNTED).values_list("party_id", "at")
    for party_id, moment in rows:
        moments[party_id].add(moment)
    return moments


def too_soon(moments, at):
    """Why one more reminder after those `moments` would be too much; empty when it would not."""
    return "" if has_room(moments, at) else _("This customer was reminded in the last days.")


def tappable(invoices):
    """Those of `invoices` of which one more reminder may go by a tap."""
    return [row for row in invoices if len(row.reminders.all()) < PER_INVOICE]


def message_of(invoices, steps, day):
    """The one message about `invoices`, which are due for `steps` (None: by a tap) on `day`."""
    tone = tone_of(max((day - invoice.due_on).days for invoice in invoices))
    return kinds.reminder(invoices, tone=tone, occurrence=f"{day}:{'tap' if None in steps else max(steps)}")


def read_ahead(plans, mailing):
    """Read at once what will be asked of the customers of `plans` (a party and its invoices each)."""
    parties = [plan.party for plan in plans]
    emails = [invoice.email for plan in plans for invoice in plan.invoices]
    addresses = {*(party.phone for party in parties), *(party.email for party in parties), *emails} - {""}
    mailing.look_ahead(parties, addresses)


def untold(plan, day, mailing):
    """Why the message reaches nobody: the customer's wishes, no address, enough messages already; or ""."""
    try:
        _rows, why_not = first_offer(message_of(plan.invoices, plan.steps, day), mailing)
    except Exception:  # one customer's trouble is nobody else's
        log.exception("reminder_unwritten", party=str(plan.party.pk))
        why_not = BROKEN
    return _(why_not) if why_not else ""


def _by_party(due, at):
    """[Planned] of (invoice, step) that are due, those that can go first."""
    arrived, found = first_arrivals([invoice for invoice, _step in due], at=at), {}
    for invoice, step in due:
        plan = found.setdefault(invoice.party_id, Planned(invoice.party))
        moment = arrived.get(invoice.pk)
        if waits := held_back(moment and at - moment):
            plan.waiting.append((invoice, _(WAITS[waits])))
        else:
            plan.invoices.append(invoice)
            plan.steps.append(step)
    return sorted(found.values(), key=lambda plan: not plan.invoices)


def _case(invoice, day):
    paid = [row.on for row in invoice.allocations.all() if row.kind == "payment"]
    sent = invoice.reminders.all()
    return Case(
        due_days=(day - invoice.due_on).days,
        balance=invoice.balance_due,
        done=tuple(row.step for row in sent if row.step is not None),
        times=len(sent),
        paid_days_ago=(day - max(paid)).days if paid else None,
        **_said_of(invoice, day),
    )


def _said_of(invoice, day):
    return {
        "is_promised": any(row.promised_on > day for row in invoice.promises.all()),
        "is_disputed": any(row.closed_at is None for row in invoice.disputes.all()),
        "is_claimed": any(row.status == "pending" for row in invoice.claims.all()),
    }


def _judged(plans, current, mailing):
    """`plans` with the reason why one does not go; as many queries for many as for one."""
    day, parties = today(mailing.business, now=mailing.at), [plan.party for plan in plans]
    spared = _spared(parties, current, day, mailing.at)
    read_ahead(plans, mailing)
    for plan in plans:
        plan.why_not = spared[plan.party.pk] or (
            untold(plan, day, mailing) if plan.invoices else plan.waiting[0][1]
        )
    return plans


def _spared(parties, current, day, at):
    """{party id: why no reminder goes to them now, or ""}, in four queries for all of them."""
    pauses = dict(Preference.objects.filter(party__in=parties).values_list("party_id", "paused_until"))
    sent, lost = earlier(parties, at), unreached(parties, at)
    return {
        party.pk: _why_not(party, current, day, pauses.get(party.pk))
        or (_(LOST) if party.pk in lost else too_soon(sent[party.pk], at))
        for party in parties
    }


def _why_not(party, current, day, pause):
    if not party.send_reminders:
        return _("Reminders are off for this customer.")
    if current.paused_until and current.paused_until > day:
        return _("Reminders are paused.")
    if pause and pause > day:
        return _("Reminders to this customer are paused.")
    return ""
