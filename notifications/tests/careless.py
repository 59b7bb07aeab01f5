"""The broken variants: how a queue is often built. Each loses or repeats something, and a fault run must see it.

`patch` is setattr in a process of its own, monkeypatch.setattr in a test.
"""

from uuid import uuid4

from celery.beat import PersistentScheduler
from celery.signals import worker_ready
from django.utils import timezone

from notifications.models import Notification, ScheduledSend
from notifications.providers.base import Outcome
from notifications.services import delivery, failures, planned, reports
from notifications.services.claiming import claim
from smartkhata.core import redis_away
from smartkhata.core.tenancy import business_scope
from smartkhata.core.testing.superuser import as_superuser


def repeat_blindly(patch=setattr):
    """A doubt is sent again at once, as late acknowledgement does with the work of a dead worker."""
    patch(delivery.Caller, "look_up", lambda self, calls: [Outcome("not_sent") for _ in calls])


def mark_before_sending(patch=setattr):
    """The row says "sent" before the call, so nobody looks at it again."""
    submit = delivery.submit

    def mark_and_submit(calls):
        ours = submit(calls)
        for row, _ in calls:
            with business_scope(row.business_id):
                Notification.objects.filter(pk=row.pk).update(state="accepted")
        return ours

    patch(delivery, "submit", mark_and_submit)


def write_the_loss_before_its_fact(patch=setattr):
    """The state in one transaction, the fact in the next."""
    fail_all = delivery.fail_all

    def apart(results):
        for result in results:
            with business_scope(result.claim.business_id):
                Notification.objects.filter(pk=result.claim.pk).update(state=result.state, lease_token=None)
            with business_scope(result.claim.business_id):
                failures.record("message.failed", Notification.objects.get(pk=result.claim.pk))
        fail_all([])

    patch(delivery, "fail_all", apart)


def take_each_repeat_for_new(patch=setattr):
    """Reports are told apart by an id that changes with each repeat."""
    inbound = reports._inbound

    def with_a_new_key(*args):
        event = inbound(*args)
        event.dedupe_key = uuid4().hex
        return event

    patch(reports, "_inbound", with_a_new_key)


def settle_before_applying(patch=setattr):
    """What was taken off the shelf counts as done."""

    def settled_scope(business_id):
        as_superuser("UPDATE notifications_inboundevent SET settled = 'applied'")
        return business_scope(business_id)

    patch(reports, "business_scope", settled_scope)


def let_codes_stand_in_line(patch=setattr):
    """One queue for everybody, first come, first served."""
    patch(delivery, "_next", lambda limit, urgent: claim(limit) or claim(limit, urgent=True))


def keep_timers_in_memory(patch=setattr):
    """What came due while the process was away is not looked at, as with a timer that is set for the next minute."""
    fire, began = planned._fire, timezone.now()

    def only_from_now_on(keys, now):
        still = ScheduledSend.objects.filter(pk__in=keys, due_at__gte=began)
        return fire(list(still.values_list("pk", flat=True)), now)

    patch(planned, "_fire", only_from_now_on)


def only_hear_hints(patch=setattr):
    """A worker that starts looks at nothing by itself."""
    worker_ready.receivers.clear()


def only_hand_over(patch=setattr):
    """Beat as it comes: what it can't hand to Redis is not done."""
    patch(redis_away.Beat, "apply_async", PersistentScheduler.apply_async)


CARELESS = {
    act.__name__: act
    for act in (
        repeat_blindly,
        mark_before_sending,
        write_the_loss_before_its_fact,
        take_each_repeat_for_new,
        settle_before_applying,
        let_codes_stand_in_line,
        keep_timers_in_memory,
        only_hear_hints,
        only_hand_over,
    )
}
