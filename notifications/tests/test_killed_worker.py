"""kill -9 during a hundred sends: none is lost, and what may have gone out twice says so."""

import os
import random
import signal
import subprocess
import sys
from collections import Counter

import pytest
from django.conf import settings
from django.db import connection

from invoicing.testing import an_invoice
from notifications.models import Notification
from notifications.services.outbox import send_invoice

pytestmark = pytest.mark.django_db(transaction=True)
MESSAGES, KILLS, LEASE_SECONDS = 100, 4, 1


class Run:
    """Queued messages, and what their provider got of them from one worker after the other."""

    def __init__(self, person, messages):
        self.person, self.sent = person, Counter()
        with person.scope():
            phones = [f"+91987651{n:04d}" for n in range(messages)]
            told = send_invoice(
                an_invoice(person.user), channels=["sms"], by=person.user, recipients={"phone": phones}
            )
        self.queued = {str(row.pk) for row in told["sms"]}

    def live(self, kill_at=None, **options):
        """One worker's life: until the queue is empty, or until the n-th time that its provider says ``step``."""
        seen = Counter()
        with subprocess.Popen(self._command(options), stdout=subprocess.PIPE, **_surroundings()) as worker:
            for line in worker.stdout:
                step, key = line.split()
                seen[step] += 1
                self.sent[key] += step == "sent"
                if kill_at == (step, seen[step]):
                    worker.send_signal(signal.SIGKILL)
        assert worker.returncode == (-signal.SIGKILL if kill_at else 0)

    def rows(self, **wanted):
        with self.person.scope():
            return {str(pk) for pk in Notification.objects.filter(**wanted).values_list("pk", flat=True)}

    def _command(self, options):
        code = f"from notifications.tests.worker import run; run('{self.person.business.pk}', **{options})"
        return [sys.executable, "manage.py", "shell", "--no-imports", "-v", "0", "-c", code]


def _surroundings():
    database = os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + connection.settings_dict["NAME"]
    more = {"DATABASE_URL": database, "NOTIFICATION_LEASE_SECONDS": str(LEASE_SECONDS)}
    return {"cwd": settings.BASE_DIR, "env": {**os.environ, **more}, "text": True}


def test_nothing_is_lost_and_repeats_are_flagged(asha, no_worker):
    run, dice = Run(asha, MESSAGES), random.Random(7)
    for _ in range(KILLS):
        run.live(kill_at=(dice.choice(["began", "sent"]), dice.randint(5, 20)))
    run.live()
    assert {key for key, times in run.sent.items() if times} == run.queued, "lost"
    assert run.rows(state="accepted") == run.queued
    flagged = run.rows(possible_duplicate=True)
    assert {key for key, times in run.sent.items() if times > 1} <= flagged, "a repeat that says nothing"
    assert len(flagged) <= KILLS, "more is doubted than was in flight"


def test_a_worker_that_marks_before_it_sends_would_lose_one(asha, no_worker):
    """The check can fail: the row looks sent, nobody will try again, and the provider never had it."""
    run = Run(asha, 3)
    run.live(kill_at=("began", 2), seconds=1, careless=True)
    run.live(careless=True)
    assert run.rows(state="accepted") == run.queued
    assert sum(run.sent.values()) == 2
