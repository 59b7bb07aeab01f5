"""Reminders: the shop's ladder, what goes out by it, and one by a tap."""

import structlog
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from customers.models import Party
from customers.services.standing import NO_MESSAGES, refuse_suspended
from invoicing.selectors import open_invoices
from notifications.models import ReminderRules, ReminderSent
from notifications.reminders import LONGEST_LADDER, PER_INVOICE, clean_ladder, next_opening
from notifications.selectors.reminding import rules
from notifications.services.outbox import tell_party
from notifications.services.reminders_planned import (
    answers_first,
    earlier,
    message_of,
    planned,
    tappable,
    too_soon,
)
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record
from smartkhata.core.models import Business
from smartkhata.core.queue import enqueue
from smartkhata.core.tenancy import business_scope

log = structlog.get_logger(__name__)

ENOUGH = gettext_noop(
    "Each bill that is open was in %(n)s reminders already. Call, or agree on a day to pay."
)


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


def remind_due(business_id, *, at=None):
    """Send what is planned, inside the shop's hours only; returns how many customers were reminded."""
    at, count = at or timezone.now(), 0
    with business_scope(business_id):
        business = Business.objects.get(pk=business_id)
        if not rules().is_on or next_opening(business.country, business.time_zone, at) > at:
            return 0
        plans = planned(at=at, with_spared=False)
    for plan in plans:
        try:
            with business_scope(business_id):
                count += bool(_send(plan.party, plan.invoices, plan.steps, at, by="reminders"))
        except Exception:  # one customer's trouble is nobody else's; the next run tries again
            log.exception("reminder_failed", business=str(business_id), party=str(plan.party.pk))
    return count


def remind_all():
    """Hand each shop that reminds to a worker of its own turn: one that is slow or fails holds up no other. How many
    shops. Needs no scope."""
    shops = shops_that_remind()
    for business_id in shops:
        enqueue("notifications.remind_shop", str(business_id))
    return len(shops)


def remind(party, *, by, at=None, anyway=False):
    """Remind of everything open, now, by somebody's own word: whether the bill arrived is theirs to know. 409 when
    that would be too soon, or the customer wants none.

    What the customer claims to have paid, disputes or promised is left out, unless `anyway`; 409 answer_first when
    nothing else is open."""
    at = at or timezone.now()
    business = Business.objects.get(pk=party.business_id)
    with transaction.atomic():
        Party.objects.select_for_update(no_key=True).get(pk=party.pk)
        refuse_suspended(party, text=NO_MESSAGES, now=at)
        invoices = _to_remind_of(party, today(business, now=at), anyway)
        if why_not := too_soon(earlier([party], at)[party.pk], at):
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


def left_out(party, *, at=None):
    """[(invoice, why)] of the open invoices that a reminder by a tap leaves out."""
    day = today(Business.objects.get(pk=party.business_id), now=at)
    return answers_first(_open(party), day)


def shops_that_remind(limit=100_000):
    """Businesses whose reminders are on, in another order each time, so that none is always the last."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT business_id FROM notifications_shops_that_remind(%s)", [limit])
        return [business_id for (business_id,) in cursor.fetchall()]


def _open(party):
    return list(open_invoices(party).select_related("party").prefetch_related("reminders"))


def _to_remind_of(party, day, anyway):
    invoices = _open(party)
    if not invoices:
        text = _("%(name)s owes nothing on an invoice.") % {"name": party.name}
        raise DomainError(text, code="nothing_open", status=409)
    spoken_for = {} if anyway else dict(answers_first(invoices, day))
    invoices = [row for row in invoices if row not in spoken_for]
    if not invoices:
        text = " ".join(dict.fromkeys(spoken_for.values()))
        raise DomainError(text, code="answer_first", status=409)
    invoices = tappable(invoices)
    if not invoices:
        raise DomainError(_(ENOUGH) % {"n": PER_INVOICE}, code="too_many", status=409)
    return invoices


def _send(party, invoices, steps, at, *, by):
    """Queue one message about `invoices`; the steps are kept with it, so that none goes out twice."""
    business = Business.objects.get(pk=party.business_id)
    kind = message_of(invoices, steps, today(business, now=at))
    rows = tell_party(kind, at=at, business=business)
    if rows:
        ReminderSent.objects.bulk_create(
            ReminderSent(party=party, invoice=invoice, step=step, at=at, by_id=getattr(by, "pk", None))
            for invoice, step in zip(invoices, steps, strict=True)
        )
        record("party.reminded", party, by=by, at=at, party=party, invoices=len(invoices))
    return rows
