"""How long a provider waits at our door: reports that are signed, and forgeries, through the whole application.

    python benchmarks/webhooks.py [--rounds 300] [--cpu]        # servers of its own; --cpu for a machine that is busy

Each report is signed, checked, stored and answered; what it changes is done afterwards, by another process.
Signed and forged ones alternate, so that what else the machine does falls on both alike.
"""

import argparse
import logging
import statistics
import time

import ground
from django.conf import settings
from django.test import Client

from notifications.testing import an_sms, change
from notifications.tests import hooks

EVENTS = 20
# One for all: a new one would load every middleware anew, as no server does.
BROWSER = Client()
# How long a provider may wait, and a forger (fault 15 of docs/faults.md), in milliseconds.
ANSWER, REFUSAL = 50, 5


def main():
    asked = read_arguments()
    rounds, clock = asked.rounds, time.thread_time if asked.cpu else time.perf_counter
    logging.disable(logging.ERROR)
    settings.PROVIDER_KEYS = {"sendgrid": {"webhook_key": hooks.OURS[1]}}
    settings.ALLOWED_HOSTS = ["*"]
    row = a_message()
    for _ in range(20):
        knock(row, hooks.OURS, clock)
    signed, forged = [], []
    for _ in range(rounds):
        signed.append(knock(row, hooks.OURS, clock))
        forged.append(knock(row, hooks.OTHER, clock))
    for name, times in (("signed", signed), ("forged", forged)):
        parts = statistics.quantiles(times, n=100)
        print(
            f"{name}, {EVENTS} reports each: p50 {parts[49]:.1f} ms, p95 {parts[94]:.1f} ms, p99 {parts[98]:.1f} ms"
        )
    late = statistics.quantiles(signed, n=100)[98]
    fine = ground.bar("a report is stored and answered, p99", late, ANSWER, "ms")
    return ground.bar("a forgery is refused, p50", statistics.median(forged), REFUSAL, "ms") and fine


def read_arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--cpu", action="store_true", help="time on a processor: for a machine that is busy")
    return parser.parse_args()


def a_message():
    person = ground.shop()
    row = an_sms(person)
    change(person, row, state="accepted", provider="sendgrid", provider_ref="ref-1")
    return row


def knock(row, keys, clock):
    """Milliseconds of one call; every report is new. Signing it is the provider's work and is not timed."""
    now = time.time_ns()
    events = [
        hooks.given(notification_id=str(row.pk), sg_event_id=f"{now}{n}", url=f"/{now}{n}")
        for n in range(EVENTS)
    ]
    call = hooks.signed(events, key=keys[0], browser=BROWSER)
    start = clock()
    status = call().status_code
    taken = (clock() - start) * 1000
    assert status == (204 if keys is hooks.OURS else 401), status
    return taken


if __name__ == "__main__":
    raise SystemExit(not main())
