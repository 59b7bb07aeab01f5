"""Real workers, beat and a Valkey of their own on the test's database, and a fake provider in a process of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, suppress
from pathlib import Path

import redis
import requests
from celery import Celery
from django.conf import settings

from notifications.services.invariants import broken_everywhere
from smartkhata.core.embedded.place import Place
from smartkhata.core.embedded.valkey import Valkey
from smartkhata.core.testing.lives import surroundings
from smartkhata.core.testing.superuser import as_superuser

# A life in tests is shorter than a worker's; the product's own lease is 60 s.
LEASE_SECONDS = 10
# Every process loads the whole product; a busy machine takes its time.
START_SECONDS = 240
OPEN = "SELECT count(*) FROM notifications_notification WHERE state IN ('queued', 'submitting', 'unknown')"
# Facts tell of messages for ever, so both go.
FORGET = (
    "SET session_replication_role = replica; DELETE FROM notifications_notification;"
    " DELETE FROM core_event WHERE name IN ('message.queued', 'invoice.sent')"
)
ROWS = "SELECT id, state, kind, crashes, attempts, error_message FROM notifications_notification"


class Stack:
    """``with Stack() as stack``: worker, urgent worker and beat run until killed, or until the end.

    `delay` is what the provider takes for a call, `in_flight` how many it is given at once; `parts` are the
    processes that run; `environment` goes to all of them.
    """

    def __init__(self, *, delay=0.02, in_flight=500, parts=("worker", "urgent", "beat"), **environment):
        self.delay, self.parts = delay, parts
        self.environment = {"FAULT_IN_FLIGHT": str(in_flight), **environment}
        self.home = Path(tempfile.mkdtemp(prefix="sk-fault-"))
        self.log, self.running = self.home / "taken.log", {}

    def __enter__(self):
        with ExitStack() as ends:
            ends.callback(shutil.rmtree, self.home, ignore_errors=True)
            self.valkey = Valkey(Place.of(self.home / "valkey"))
            ends.callback(shutil.rmtree, self.valkey.place.home, ignore_errors=True)
            ends.callback(self.valkey.stop)
            self.valkey.start()
            self.url, self.web = (f"http://127.0.0.1:{_free_port()}" for _ in range(2))
            ends.callback(self.kill)
            self._start_provider(ends)
            self.start()
            if "web" in self.parts:
                until(lambda: requests.get(f"{self.web}/healthz", timeout=5).ok, START_SECONDS)
            self.ends = ends.pop_all()
        return self

    def __exit__(self, *error):
        self.ends.close()

    def start(self, *names):
        for name in names or self.parts:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-m", *self._part(name)],
                cwd=settings.BASE_DIR,
                env=self._environment(),
                start_new_session=True,
                stdout=subprocess.DEVNULL,
            )

    def _start_provider(self, ends):
        command = [sys.executable, "-m", "notifications.tests.fake_provider", self.url.rpartition(":")[2]]
        command += [str(self.log), str(self.delay)]
        self.provider = subprocess.Popen(command, cwd=settings.BASE_DIR)
        ends.callback(self.provider.kill)
        until(lambda: requests.get(f"{self.url}/stats", timeout=5).ok, START_SECONDS)

    def kill(self, *names):
        """kill -9 of the whole group: parent and children."""
        for name in names or list(self.running):
            process = self.running.pop(name)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def taken(self):
        """{message: how often the provider took it}, by its own log."""
        return Counter(line.split()[1] for line in self._lines())

    def moments(self):
        """[(the moment, message)] in the order in which the provider took them."""
        return [(float(line.split()[0]), line.split()[1]) for line in self._lines()]

    def wait_for(self, keys, seconds, *, some=None):
        """Until the provider has `some` of these messages (or all); the seconds it took."""
        began, wanted = time.monotonic(), some or len(keys)
        until(lambda: len(keys & set(self.taken())) >= wanted, seconds)
        return time.monotonic() - began

    def hint(self, task, queue="celery"):
        """Ask a worker to look, as the product does after a commit."""
        with Celery(broker=self.valkey.url) as app:
            app.send_task(task, queue=queue)

    def valkey_client(self):
        return redis.Redis.from_url(self.valkey.url)

    def stats(self):
        return requests.get(f"{self.url}/stats", timeout=30).json()

    def _lines(self):
        return self.log.read_text().splitlines() if self.log.exists() else []

    def _part(self, name):
        if name == "web":
            port = self.web.rpartition(":")[2]
            web = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", port, "--workers", "1"]
            quiet = ["--no-access-log", "--log-level", "warning"]
            return [*web, "--blocking-threads", "4", *quiet, "smartkhata.wsgi:application"]
        celery = ["celery", "-q", "-A", "smartkhata.tests.faultapp"]
        if name.startswith("beat"):
            return [*celery, "beat", "--loglevel", "error", "-s", str(self.home / name)]
        urgent = name.startswith("urgent")
        queue, width = ("urgent", "1") if urgent else ("celery", "2")
        worker = ["worker", "-n", f"{name}@fault", "--queues", queue, "--concurrency", width]
        return [*celery, *worker, "--loglevel", "error", "--without-gossip", "--without-mingle"]

    def _environment(self):
        return surroundings(
            REDIS_URL=self.valkey.url,
            CELERY_TASK_ALWAYS_EAGER="0",
            NOTIFICATION_LEASE_SECONDS=str(LEASE_SECONDS),
            FAULT_PROVIDER=self.url,
            **self.environment,
        )


def until(answer, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if answer():
                return
        except requests.RequestException:
            pass
        time.sleep(0.05)
    raise AssertionError("it took too long")


def forget():
    as_superuser(FORGET)


def finish(seconds):
    """Until nothing waits."""
    until(lambda: as_superuser(OPEN) == [(0,)], seconds)


def check(stack, queued):
    """Every message at the provider, once; every row says so, also those of facts that were heard meanwhile."""
    rows = {str(pk): told for pk, *told in as_superuser(ROWS)}
    taken = stack.taken()
    lost = Counter(tuple(rows[key]) for key in set(rows) - set(taken))
    assert queued <= set(rows) == set(taken), f"lost {lost}"
    assert max(taken.values()) == 1, f"sent twice {sum(n > 1 for n in taken.values())}"
    assert {state for state, *_ in rows.values()} == {"accepted"}
    assert broken_everywhere() == []


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as sock:
        return sock.getsockname()[1]
