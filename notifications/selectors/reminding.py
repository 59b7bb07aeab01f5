"""Which open invoices a run of reminders looks at, so that old debts and spared customers take nobody's place."""

from datetime import timedelta

from django.db.models import Q

from notifications.models import Preference, ReminderSent
from notifications.reminders import APART, LATE_DAYS


def near_a_step(ladder, day):
    """The condition of invoices whose due day makes a step of the ladder due on `day` (reminders.step_of)."""
    near = Q(pk__in=[])
    for step in ladder:
        near |= Q(due_on__range=(day - timedelta(days=step + LATE_DAYS), day - timedelta(days=step)))
    return near


def not_resting(invoices, day, at):
    """Without those of customers who get no reminder now whatever they owe."""
    paused = Preference.objects.filter(paused_until__gt=day).values("party")
    recent = ReminderSent.objects.filter(at__gt=at - APART).values("party")
    rows = invoices.filter(party__send_reminders=True)
    return rows.exclude(party__in=paused).exclude(party__in=recent)
