"""Which open invoices a run of reminders looks at, so that old debts and spared customers take nobody's place."""

from datetime import timedelta

from django.db.models import Q

from notifications.models import Preference, ReminderRules, ReminderSent
from notifications.reminders import APART, LATE_DAYS


def rules():
    """The open shop's rules, unsaved standard ones if it never set any."""
    return ReminderRules.objects.first() or ReminderRules()


def near_a_step(ladder, day):
    """The condition of invoices whose due day makes a step of the ladder due on `day` (reminders.step_of)."""
    near = Q(pk__in=[])
    for step in ladder:
        near |= Q(due_on__range=(day - timedelta(days=step + LATE_DAYS), day - timedelta(days=step)))
    return near


def not_resting(invoices, day, at):
    """Without those of customers who get no reminder now whatever they owe."""
    often = Preference.Often
    silent = Preference.objects.filter(Q(paused_until__gt=day) | Q(often__in=[often.OFF, often.RECEIPTS]))
    recent = ReminderSent.objects.filter(at__gt=at - APART).values("party")
    rows = invoices.filter(party__send_reminders=True)
    rows = rows.exclude(party__phone="", party__email="", email="")
    return rows.exclude(party__in=silent.values("party")).exclude(party__in=recent)
