"""Reminders: what would go out tonight, what goes out, and one by a tap."""

from dataclasses import dataclass, field

import structlog
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from customers.models import Party
from customers.services.standing import NO_MESSAGES, refuse_suspended
from invoicing.selectors import open_invoices
from notifications import kinds
from notifications.models import Preference, ReminderRules, ReminderSent
from notifications.reminders import (
    COUNTED,
    LONGEST_LADDER,
    Case,
    clean_ladder,
    has_room,
    held_back,
    next_opening,
    step_of,
    tone_of,
)
from notifications.selectors.reminding import near_a_step, not_resting
from notifications.services.arrivals import first_arrivals
from notifications.services.outbox import tell_party
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record
from smartkhata.core.models import Business
from smartkhata.core.tenancy import business_scope

log = structlog.get_logger(__name__)

# More than this in one run would hold a worker for too long; the next run goes on.
PARTIES = 500
WAITS = {
    "undelivered": gettext_noop("The bill was not delivered yet."),
    "fresh": gettext_noop("The bill was delivered in the last two days."),
}


@dataclass
class Planned:
    """One customer's reminder: the invoices that are due for a step, or why none goes out; `waiting` are those
    whose step is due but whose own message must arrive first: [(invoice, why it waits)]."""

    party: Party
    invoices: list = field(default_factory=list)
    steps: list = field(default_factory=list)
    waiting: list = field(default_factory=list)
    why_not: str = ""


def rules():
    """The open shop's rules, unsaved standard ones if it never set any."""
    return ReminderRules.objects.first() or ReminderRules()


def set_rules(*, is_on, ladder, small_sum, by, paused_until=None, at=None):
    """Save the ladder: days from the due date, negative before it. 400 for what is no ladder."""
    try:
        steps = clean_ladder(ladder)
    except ValueError:
        text = _("A ladder has at most %(n)s steps, from 30 days before the due day to 90 after it.")
        text %= {"n": LONGEST_LADDER}
        raise DomainError(text, code="bad_ladder", fields={"ladder": text}) from None
    values = {"is_on": is_on, "ladder": steps, "small_sum": small_sum, "paused_until": paused_until}
    with transaction.atomic():
        saved = ReminderRules.objects.first() or ReminderRules()
        for name, value in values.items():
            setattr(saved, name, list(value) if name == "ladder" else value)
        saved.save()
        record("reminders.changed", Business.objects.get(pk=saved.business_id), by=by, at=at, is_on=is_on)
    return saved


def planned(*, at=None, limit=PARTIES, with_spared=True):
    """[Planned] of the open shop at `at`: who would be reminded of what, and who is spared, with the reason; those
    whose every invoice waits to be delivered come last.

    Without the spared ones it is what a run sends: then those take nobody's place within `limit`.
    """
    at, current = at or timezone.now(), rules()
    day = today(Business.objects.get(pk=current.business_id), now=at)
    rows = open_invoices().filter(near_a_step(current.ladder, day))
    rows = rows.filter(party__status="active", party__is_walk_in=False)
    rows = rows if with_spared else not_resting(rows, day, at)
    rows = rows.select_related("party").prefetch_related(
        "promises", "disputes", "claims", "reminders", "allocations"
    )[: limit * 10]
    steps = [(row, step_of(_case(row, day), current.ladder, small_sum=current.small_sum)) for row in rows]
    plans = _by_party([(invoice, step) for invoice, step in steps if step is not None], at)[:limit]
    spared = _spared([plan.party for plan in plans], current, day, at)
    for plan in plans:
        plan.why_not = spared[plan.party.pk] or ("" if plan.invoices else plan.waiting[0][1])
    return plans


def remind_due(business_id, *, at=None):
    """Send what is planned, inside the shop's hours only; returns how many customers were reminded."""
    at, count = at or timezone.now(), 0
    with business_scope(business_id):
        business = Business.objects.get(pk=business_id)
        if not rules().is_on or next_opening(business.country, business.time_zone, at) > at:
            return 0
        plans = [plan for plan in planned(at=at, with_spared=False) if not plan.why_not]
    for plan in plans:
        try:
            with business_scope(business_id):
                count += bool(_send(plan.party, plan.invoices, plan.steps, at, by="reminders"))
        except Exception:  # one customer's trouble is nobody else's; the next run tries again
            log.exception("reminder_failed", business=str(business_id), party=str(plan.party.pk))
    return count


def remind_all():
    """Send what is due in all shops that remind; a shop that fails stops no other. Needs no scope."""
    for business_id in shops_that_remind():
        try:
            remind_due(business_id)
        except Exception:
            log.exception("reminding_failed", business=str(business_id))


def remind(party, *, by, at=None):
    """Remind of everything open, now, by somebody's own word: whether the bill arrived is theirs to know. 409 when
    that would be too soon, or the customer wants none."""
    at = at or timezone.now()
    business = Business.objects.get(pk=party.business_id)
    with transaction.atomic():
        Party.objects.select_for_update(no_key=True).get(pk=party.pk)
        refuse_suspended(party, text=NO_MESSAGES, now=at)
        invoices = list(open_invoices(party).select_related("party"))
        if not invoices:
            raise DomainError(
                _("%(name)s owes nothing on an invoice.") % {"name": party.name},
                code="nothing_open",
                status=409,
            )
        if why_not := _too_soon(_earlier([party], at)[party.pk], at):
            raise DomainError(why_not, code="too_soon", status=409)
        if next_opening(business.country, business.time_zone, at) > at:
            text = _("It is too late or too early in the day to remind. Send it in the morning.")
            raise DomainError(text, code="quiet_hours", status=409)
        rows = _send(party, invoices, [None] * len(invoices), at, by=by)
        if not rows:
            raise DomainError(
                _("%(name)s can't be reached, or wants no reminders.") % {"name": party.name},
                code="no_recipient",
                status=409,
            )
    return rows


def shops_that_remind(limit=1000):
    """Businesses whose reminders are on, in another order each time, so that none is always the last."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT business_id FROM notifications_shops_that_remind(%s)", [limit])
        return [business_id for (business_id,) in cursor.fetchall()]


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
    promised = [row.promised_on for row in invoice.promises.all()]
    paid = [row.on for row in invoice.allocations.all() if row.kind == "payment"]
    return Case(
        due_days=(day - invoice.due_on).days,
        balance=invoice.balance_due,
        done=tuple(row.step for row in invoice.reminders.all() if row.step is not None),
        is_promised=max(promised, default=day) > day,
        is_disputed=any(row.closed_at is None for row in invoice.disputes.all()),
        is_claimed=any(row.status == "pending" for row in invoice.claims.all()),
        paid_days_ago=(day - max(paid)).days if paid else None,
    )


def _spared(parties, current, day, at):
    """{party id: why no reminder goes to them now, or ""}, in two queries for all of them."""
    pauses = dict(Preference.objects.filter(party__in=parties).values_list("party_id", "paused_until"))
    earlier = _earlier(parties, at)
    return {
        party.pk: _why_not(party, current, day, pauses.get(party.pk)) or _too_soon(earlier[party.pk], at)
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


def _earlier(parties, at):
    """{party id: moments of the reminders that still count}; one reminder of several invoices is one moment."""
    moments = {party.pk: set() for party in parties}
    rows = ReminderSent.objects.filter(party__in=parties, at__gt=at - COUNTED).values_list("party_id", "at")
    for party_id, moment in rows:
        moments[party_id].add(moment)
    return moments


def _too_soon(earlier, at):
    return "" if has_room(earlier, at) else _("This customer was reminded in the last days.")


def _send(party, invoices, steps, at, *, by):
    """Queue one message about `invoices`; the steps are kept with it, so that none goes out twice."""
    business = Business.objects.get(pk=party.business_id)
    day = today(business, now=at)
    tone = tone_of(max((day - invoice.due_on).days for invoice in invoices))
    occurrence = f"{day}:{'tap' if None in steps else max(steps)}"
    rows = tell_party(kinds.reminder(invoices, tone=tone, occurrence=occurrence), at=at, business=business)
    if rows:
        ReminderSent.objects.bulk_create(
            ReminderSent(party=party, invoice=invoice, step=step, at=at, by_id=getattr(by, "pk", None))
            for invoice, step in zip(invoices, steps, strict=True)
        )
        record("party.reminded", party, by=by, at=at, party=party, invoices=len(invoices))
    return rows
