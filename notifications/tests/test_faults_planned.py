"""Fault 25: everything ends and starts again while a thousand sends are planned for the same minute (make faults)."""

import time
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from invoicing.testing import an_invoice
from notifications.models import ScheduledSend
from notifications.tests.figures import tell
from notifications.tests.stack import START_SECONDS, Stack, until
from smartkhata.core import heartbeat
from smartkhata.core.testing.superuser import as_superuser

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.faults]
ZONE = ZoneInfo("Asia/Kolkata")
WAITING = "SELECT count(*) FROM notifications_scheduledsend WHERE state = 'waiting'"
OPEN = "SELECT count(*) FROM notifications_notification WHERE state NOT IN ('accepted', 'failed')"
FIRED = "SELECT id, substr(recipient, 4)::bigint FROM notifications_notification"


def plan(person, count, seconds):
    """`count` sends spread over the next `seconds`: {their number: the instant}."""
    begin = timezone.now().replace(microsecond=0) + timedelta(seconds=5)
    # A shop of its first week may not send so many.
    as_superuser("UPDATE core_business SET created_at = created_at - interval '30 days'")
    due = {n: begin + timedelta(seconds=n * seconds // count) for n in range(count)}
    with person.scope():
        invoices = [an_invoice(person.user) for _ in range(20)]
        ScheduledSend.objects.bulk_create(
            ScheduledSend(
                invoice=invoices[number % 20],
                channels=["sms"],
                recipients={"phone": [f"+91{9_876_000_000 + number}"]},
                local_time=at.astimezone(ZONE).replace(tzinfo=None).isoformat(),
                time_zone=ZONE.key,
                due_at=at,
                created_at=timezone.now(),
            )
            for number, at in due.items()
        )
    return due


def restart(stack, seconds):
    """Everything away for so long; the moment at which worker and beat have answered again."""
    stack.kill()
    time.sleep(seconds)
    stack.valkey_client().delete(heartbeat.SWEPT)
    stack.start()
    until(lambda: stack.valkey_client().exists(heartbeat.SWEPT), START_SECONDS)
    return time.time()


def lateness(stack, due, up_again):
    """Seconds that each went out after its instant, or after the restart if it came due while all was away."""
    numbers = {str(pk): number - 9_876_000_000 for pk, number in as_superuser(FIRED)}
    times = stack.taken()
    assert sorted(numbers[key] for key in times) == sorted(due) and max(times.values()) == 1
    late = [moment - max(due[numbers[key]].timestamp(), up_again) for moment, key in stack.moments()]
    early = [moment - due[numbers[key]].timestamp() for moment, key in stack.moments()]
    assert min(early) >= 0, "before its time"
    return sorted(late)


def test_each_goes_out_once_and_in_time(asha, no_worker):
    with Stack(parts=("worker", "urgent", "beat")) as stack:
        until(lambda: stack.valkey_client().exists(heartbeat.SWEPT), START_SECONDS)
        due = plan(asha, 1000, seconds=60)
        time.sleep(20)
        up_again = restart(stack, seconds=15)
        until(lambda: as_superuser(WAITING) == [(0,)] and as_superuser(OPEN) == [(0,)], 180)
        late = lateness(stack, due, up_again)
    tell(25, lost=0, duplicates=0, p99=late[int(len(late) * 0.99)], worst=late[-1])
    assert late[int(len(late) * 0.99)] < 10


def test_timers_in_memory_are_caught(asha, no_worker):
    with Stack(parts=("worker", "beat"), FAULT_CARELESS="keep_timers_in_memory") as stack:
        until(lambda: stack.valkey_client().exists(heartbeat.SWEPT), START_SECONDS)
        due = plan(asha, 40, seconds=10)
        restart(stack, seconds=12)
        time.sleep(15)
        assert len(stack.taken()) < len(due)
        assert as_superuser(WAITING) != [(0,)]
