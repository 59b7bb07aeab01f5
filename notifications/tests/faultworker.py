"""A worker that dies at a named point, for the fault runs; the product itself holds no code for faults.

``run(url, die_at=None, blind=False, looks=True)`` delivers until nothing waits. `blind` sends a doubt again at once,
as a queue with late acknowledgement does.
"""

import os
import signal
import time

from django.db import connection, transaction

from notifications.services import delivery, outcomes, preparing, sending
from notifications.services.channels import Hand
from notifications.tests.fake_http import FakeHttp

OPEN = "SELECT count(*) FROM notifications_notification WHERE state IN ('queued', 'submitting', 'unknown')"
# Where in the life of a batch it dies: before or after that function has run.
POINTS = {
    "before claim": (delivery, "claim", True),
    "after claim": (delivery, "claim", False),
    "before the texts are made": (delivery, "prepared", True),
    "after the texts are made": (delivery, "prepared", False),
    "before the call is noted": (delivery, "submit", True),
    "after the call is noted": (delivery, "submit", False),
    "before the request": (sending.Caller, "send", True),
    "after the provider took it": (sending.Caller, "send", False),
    "before the outcome is written": (delivery, "record", True),
    "after the outcome is written": (delivery, "record", False),
    "before the gate is told": (delivery, "_note", True),
    "after the gate is told": (delivery, "_note", False),
}


def run(url, *, die_at=None, blind=False, look_up=True, seconds=120):
    hand = Hand(FakeHttp(url, has_look_up=look_up), "fake:test")
    preparing.hand_for = lambda *channel, name="": hand
    outcomes.LOOK_SECONDS = (0.5, 1, 2)
    if die_at:
        _die(*POINTS[die_at])
    if blind:
        delivery.Caller.look_up = lambda self, calls: [sending.Outcome("not_sent") for _ in calls]
    end = time.monotonic() + seconds
    while time.monotonic() < end and _waits():
        delivery.deliver_due(seconds=30)
        time.sleep(0.05)


def _die(owner, name, before):
    real = getattr(owner, name)

    def dying(*args, **kwargs):
        result = None if before else real(*args, **kwargs)
        if name != "record" or args[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return result if not before else real(*args, **kwargs)

    setattr(owner, name, dying)


def _waits():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.business_id', %s, true)", [os.environ["FAULT_BUSINESS"]])
        cursor.execute(OPEN)
        return cursor.fetchone()[0] > 0
