"""Faults 1, 2, 5 and 25: kill -9, by the provider's own log. The long runs are marked ``faults`` (make faults)."""

import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
import requests
from django.conf import settings
from django.db import connection
from django.utils import timezone

from invoicing.testing import an_invoice
from notifications.models import Notification, ScheduledSend
from notifications.services.schedules import send_scheduled
from notifications.tests.faultworker import POINTS
from smartkhata.core.tenancy import no_scope

pytestmark = pytest.mark.django_db(transaction=True)
LEASE_SECONDS = 5


class Run:
    """A backlog, a provider in a process of its own, and one worker's life after the other."""

    def __init__(self, person, count):
        self.person, self.count = person, count
        with person.scope():
            invoice, now = an_invoice(person.user), timezone.now()
            rows = [_row(person, invoice, number, now) for number in range(count)]
            Notification.objects.bulk_create(rows, batch_size=1000)
        self.queued = {str(row.pk) for row in rows}
        self.log = tempfile.NamedTemporaryFile(suffix=".log", delete=False).name  # noqa: SIM115
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        command = [
            sys.executable,
            "-m",
            "notifications.tests.fake_provider",
            str(self.port),
            self.log,
            "0.02",
        ]
        self.provider = subprocess.Popen(command, cwd=settings.BASE_DIR)
        _until(lambda: requests.get(f"{self.url}/stats", timeout=1).ok)
        return self

    def __exit__(self, *error):
        self.provider.kill()
        self.provider.wait()
        Path(self.log).unlink()

    def worker(self, **options):
        code = f"from notifications.tests.faultworker import run; run({self.url!r}, **{options!r})"
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-v", "0", "-c", code]
        return subprocess.Popen(command, **self._surroundings())

    def finish(self, **options):
        assert self.worker(**options).wait(300) == 0

    def taken(self):
        return Counter(line.split()[1] for line in Path(self.log).read_text().splitlines())

    def rows(self, **wanted):
        with self.person.scope():
            return {str(pk) for pk in Notification.objects.filter(**wanted).values_list("pk", flat=True)}

    def _surroundings(self):
        database = os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + connection.settings_dict["NAME"]
        more = {
            "DATABASE_URL": database,
            "NOTIFICATION_LEASE_SECONDS": str(LEASE_SECONDS),
            "FAULT_BUSINESS": str(self.person.business.pk),
        }
        return {"cwd": settings.BASE_DIR, "env": {**os.environ, **more}}


def check(run):
    """Every message at the provider, once; every row says so."""
    taken = run.taken()
    assert set(taken) == run.queued, "lost"
    assert max(taken.values()) == 1, "sent twice"
    assert run.rows(state="accepted") == run.queued


@pytest.mark.faults
@pytest.mark.parametrize("point", POINTS)
def test_2_killed_at_each_point_of_a_send(asha, no_worker, point):
    with Run(asha, 5) as run:
        assert run.worker(die_at=point).wait(60) == -9, "it did not die there"
        run.finish()
        check(run)


def kill_often(run, kills, seed, **options):
    dice = random.Random(seed)
    for _ in range(kills):
        worker, before = run.worker(**options), sum(run.taken().values())
        _until(lambda: sum(run.taken().values()) > before or worker.poll() is not None, 60)  # noqa: B023
        time.sleep(dice.uniform(0, 0.3))
        worker.kill()
        worker.wait()


@pytest.mark.faults
def test_1_ten_thousand_messages_and_twenty_kills(asha, no_worker):
    with Run(asha, 10_000) as run:
        kill_often(run, 20, seed=7)
        run.finish()
        check(run)


@pytest.mark.faults
def test_1_killed_in_a_batch_nothing_is_lost_or_repeated(asha, no_worker):
    with Run(asha, 300) as run:
        kill_often(run, 2, seed=3)
        run.finish()
        check(run)


@pytest.mark.faults
def test_1_without_a_look_up_every_repeat_is_flagged(asha, no_worker):
    with Run(asha, 1000) as run:
        kill_often(run, 3, seed=5, look_up=False)
        run.finish(look_up=False)
        assert set(run.taken()) == run.queued
        repeated = {key for key, times in run.taken().items() if times > 1}
        assert repeated <= run.rows(possible_duplicate=True)


@pytest.mark.faults
def test_1_a_worker_that_repeats_blindly_would_send_twice(asha, no_worker):
    """The check can fail: what late acknowledgement does with the work of a dead worker."""
    with Run(asha, 20) as run:
        run.worker(die_at="after the provider took it", blind=True).wait(60)
        run.finish(blind=True)
        assert max(run.taken().values()) == 2


@pytest.mark.faults
def test_25_a_thousand_planned_for_the_same_minute_after_a_restart(asha, no_worker):
    now = timezone.now()
    with asha.scope():
        invoice = an_invoice(asha.user)
        ScheduledSend.objects.bulk_create(
            ScheduledSend(
                invoice=invoice,
                channels=["sms"],
                recipients={"phone": [f"+9198765{number:05d}"]},
                local_time=(now + timedelta(hours=5, minutes=30)).replace(tzinfo=None).isoformat()[:19],
                time_zone="Asia/Kolkata",
                due_at=now,
                created_at=now,
            )
            for number in range(1000)
        )
    start = time.monotonic()
    with no_scope():
        assert sum(send_scheduled() for _ in range(3)) == 1000
    assert time.monotonic() - start < 60
    with asha.scope():
        assert Notification.objects.count() == 1000


def _row(person, invoice, number, now):
    return Notification(
        number=f"N{number}",
        party_id=invoice.party_id,
        invoice=invoice,
        kind="invoice_created",
        channel="sms",
        recipient=f"+9198{number:08d}",
        body="Asha: invoice INV-1. View and pay: {link}",
        link_subject=f"invoice:{invoice.pk}",
        dedupe_key=f"fault-{number}",
        next_attempt_at=now,
        expires_at=now + timedelta(hours=1),
        created_at=now,
    )


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as sock:
        return sock.getsockname()[1]


def _until(answer, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if answer():
                return
        except requests.RequestException:
            pass
        time.sleep(0.05)
    raise AssertionError("it took too long")
