"""The notifications worker: hears facts, empties the queue. A task carries no message, only the word to look."""

import structlog
from celery import shared_task

from notifications.services import (
    broadcasting,
    by_itself,
    delivery,
    fallbacks,
    gathering,
    notices,
    outbox,
    planned,
    plans_near,
    preferences,
    reminders,
    reports,
    schedules,
    watch,
)
from notifications.services.invariants import alarm
from smartkhata.core.queue import heard
from smartkhata.core.tenancy import no_scope

log = structlog.get_logger(__name__)


@shared_task(name="notifications.tell")
def tell(event):
    """Listener of the facts that kinds.py names."""
    outbox.tell(event)


@shared_task(name="notifications.send_issued")
def send_issued(event):
    """Listener of invoice.issued and invoice.to_send."""
    by_itself.send_issued(event)


@shared_task(name="notifications.send_part")
def send_part(event):
    """Listener of broadcast.part: some of the customers of one message to many."""
    broadcasting.send_part(event)


@shared_task(name="notifications.fall_back")
def fall_back(event):
    """Listener of message.failed: the same on another channel, if there is one."""
    fallbacks.fall_back(event)


@shared_task(name="notifications.notice")
def notice(event):
    """Listener of the facts that topics.py names: the bell, and who wants to hear at once."""
    notices.notice(event)


@shared_task(name="notifications.unwanted")
def unwanted(event):
    """Listener of message.unwanted."""
    preferences.unwanted(event)


@shared_task(name="notifications.number_corrected")
def number_corrected(event):
    """Listener of party.changed."""
    preferences.number_corrected(event)


@shared_task(name="notifications.watch")
def watch_all():
    """Every hour: senders and providers that staff should look at, and shops whose messages arrive less than
    before."""
    with no_scope():
        log.info("sending", **watch.figures())
        return watch.watch_senders() + watch.watch_delivery() + watch.watch_providers()


@shared_task(name="notifications.gather")
def gather():
    """Every few minutes: one message for customers who want one a day or a week."""
    with no_scope():
        return gathering.gather_due()


@shared_task(name="notifications.send_digests")
def send_digests():
    """Every few minutes: letters of the day to members of shops where it is evening."""
    with no_scope():
        return notices.send_digests()


@shared_task(name="notifications.tell_near_plans")
def tell_near_plans():
    """Every hour: recurring invoices that go out tomorrow."""
    with no_scope():
        return plans_near.tell_near_plans()


@shared_task(name="notifications.deliver")
def deliver():
    """Send what is due; returns how many messages were handled."""
    heard("notifications.deliver")
    with no_scope():
        return delivery.deliver_due()


@shared_task(name="notifications.deliver_urgent")
def deliver_urgent():
    """Send the codes that are due, on a worker of their own (queue ``urgent``)."""
    heard("notifications.deliver_urgent")
    with no_scope():
        return delivery.deliver_due(urgent=True)


@shared_task(name="notifications.send_scheduled")
def send_scheduled():
    """Every few seconds: what was planned for now."""
    heard("notifications.send_scheduled")
    with no_scope():
        return planned.send_scheduled()


@shared_task(name="notifications.recompute_schedules")
def recompute_schedules():
    """Every hour: the rules of a time zone may have changed with an update."""
    with no_scope():
        return schedules.recompute()


@shared_task(name="notifications.remind_due")
def remind_due():
    """Every few minutes: each shop that reminds gets its turn."""
    with no_scope():
        return reminders.remind_all()


# A turn that nobody took until the next sweep is that one's.
@shared_task(name="notifications.remind_shop", expires=600)
def remind_shop(business_id):
    """The reminders that are due in one shop, inside its hours."""
    with no_scope():
        return reminders.remind_due(business_id)


@shared_task(name="notifications.check_invariants")
def check_invariants():
    """Every day: what must be so in each shop; what is not is an alarm in the log."""
    with no_scope():
        return alarm.check_all()


@shared_task(name="notifications.check_shop")
def check_shop(business_id):
    """One shop's turn of it."""
    with no_scope():
        return alarm.check_shop(business_id)


@shared_task(name="notifications.apply_reports")
def apply_reports():
    """What providers reported: at once by a hint, and every few seconds."""
    heard("notifications.apply_reports")
    with no_scope():
        return reports.apply_reports()


@shared_task(name="notifications.forget_reports")
def forget_reports():
    """Every hour: stored reports of more than 30 days ago."""
    with no_scope():
        return reports.forget_reports()
