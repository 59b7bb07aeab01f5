"""What a planned send costs when many of a shop come due together, beside sends by hand, one by one.

    python benchmarks/planned.py                # goal: at most 10 ms of a processor and half of a send by hand

Processor time of our process, not of the database, so that a busy machine tells the same.
"""

import time
from datetime import timedelta
from zoneinfo import ZoneInfo

import ground
from django.utils import timezone

from benchmarks.bars import bar
from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.models import ScheduledSend
from notifications.services.outbox import send_invoice
from notifications.services.planned import send_scheduled
from smartkhata.core.tenancy import no_scope

SENDS, GOAL, BESIDE = 150, 10, 0.5


def main():
    owner = ground.shop()
    with owner.scope():
        invoices = [an_invoice(owner.user, a_party()) for _ in range(SENDS // 3)]
    run(plan(owner, invoices[:10]))  # imports and connections stand
    due = plan(owner, invoices * 2)
    planned = processor(lambda: run(due), len(invoices) * 2)
    by_hand = processor(lambda: [sent(owner, invoice) for invoice in invoices], len(invoices))
    fine = bar("a planned send, on a processor", planned, GOAL, "ms")
    return ground.report("beside a send by hand", planned, by_hand, BESIDE) and fine


def plan(owner, invoices):
    """One send for each of `invoices`; the moment at which all are due."""
    due = (timezone.now() + timedelta(minutes=1)).replace(microsecond=0)
    zone = owner.business.time_zone
    local = due.astimezone(ZoneInfo(zone)).replace(tzinfo=None).isoformat()
    row = {"channels": ["sms"], "local_time": local, "time_zone": zone, "due_at": due, "created_at": due}
    with owner.scope():
        ScheduledSend.objects.bulk_create(ScheduledSend(invoice=invoice, **row) for invoice in invoices)
    return due


def run(due):
    with no_scope():
        send_scheduled(now=due)


def sent(owner, invoice):
    with owner.scope():
        send_invoice(invoice, channels=["sms"], by=owner.user)


def processor(work, count):
    """Milliseconds of processor time for each of `count`."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000 / count


if __name__ == "__main__":
    raise SystemExit(not main())
