"""A worker that dies at a named point, for the fault runs; the product itself holds no code for faults.

Each function is one life in a process of its own (core.testing.lives). `careless` names the broken variant that
the same check must catch (careless.py).
"""

import os
import resource
import signal
import time

from django.conf import settings
from django.test import Client

from notifications import webhooks
from notifications.services import delivery, failures, outcomes, preparing, reports, sending
from notifications.services.channels import Hand
from notifications.tests.careless import CARELESS
from notifications.tests.fake_http import FakeHttp
from smartkhata.core import queue
from smartkhata.core.testing import lives
from smartkhata.core.testing.superuser import as_superuser

# Rows of killed workers go in small company, which takes its time on a busy machine.
SECONDS = 240
OPEN = "SELECT count(*) FROM notifications_notification WHERE state IN ('queued', 'submitting', 'unknown')"
# Where a life ends: before or after that function has run.
POINTS = {
    "before the claim": (delivery, "claim", True),
    "after the claim": (delivery, "claim", False),
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
    # Between a row and its fact, between an event and its mark: a transaction is open.
    "in a loss": (failures, "record", True),
    "in the insert of a report": (reports, "enqueue", True),
    "after the insert of a report": (webhooks, "keep", False),
    "in the fold": (reports, "fold", True),
    "before a report is settled": (reports, "_settle", True),
}


def send(
    url,
    *,
    at=None,
    after=None,
    careless="",
    look_up=True,
    in_flight=500,
    lease=60,
    deadly=None,
    memory_mb=None,
):
    """Deliver until nothing waits, or until this life ends: at a point, or so many seconds after its first calls.

    What it had claimed waits for its `lease` (seconds). `deadly` is a message that nobody survives making; more
    than `memory_mb` is a failure.
    """
    provider = FakeHttp(url, has_look_up=look_up)
    provider.in_flight = in_flight
    hand = Hand(provider, "fake:test")
    preparing.hand_for = lambda *channel, name="": hand
    settings.NOTIFICATION_LEASE_SECONDS = lease
    outcomes.LOOK_SECONDS = (0.5, 1, 2)
    outcomes.RETRY_SECONDS = (0.2,)
    _begin(at, careless)
    if after is not None:
        _die_after_the_first_call(after)
    if deadly:
        preparing.composed = _deadly(deadly)
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and _waits():
        delivery.deliver_due(seconds=30)
        time.sleep(0.05)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    assert not memory_mb or used < memory_mb, f"{used} MB"


def report(path, body, headers, *, at=None, careless=""):
    """A provider's call at our door."""
    _begin(at, careless)
    client = Client(SERVER_NAME="localhost")
    client.post(path, body, content_type="application/json", headers=headers)


def apply(*, at=None, careless=""):
    """What was reported becomes part of the messages."""
    _begin(at, careless)
    reports.apply_reports()


def _begin(at, careless):
    queue._publish = lambda *args: None  # a hint would be followed here and now
    if careless:
        CARELESS[careless]()
    if at:
        owner, name, before = POINTS[at]
        lives.die_at(owner, name, before=before)


def _die_after_the_first_call(seconds):
    real = sending.Caller.send

    def send(self, calls):
        if calls:
            lives.die_after(seconds)
        return real(self, calls)

    sending.Caller.send = send


def _deadly(pk):
    real = preparing.composed

    def composed(rows, shop):
        if pk in {str(row.pk) for row in rows}:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(rows, shop)

    return composed


def _waits():
    return as_superuser(OPEN) != [(0,)]
