"""A worker killed with -9 in the middle of a hundred sends: none lost, repeats flagged and few."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.models import Notification, OutboxMessage
from notifications.services.outbox import send_invoice
from smartkhata.core.events import muted

# A real worker process: the product's own delivery with a provider that takes its time.
WORKER = """
import django; django.setup()
import time
from notifications.services import channels, delivery
keep = channels._keep
def slow(message):
    reference = keep(message)
    time.sleep(0.02)
    return reference
channels.PROVIDERS["outbox"] = lambda: channels.Outbox(slow)
while True:
    delivery.deliver_due(limit=5) or time.sleep(0.05)
"""
COUNT, IN_FLIGHT, LEASE_SECONDS = 100, 5, 2


@pytest.fixture
def hundred(asha, monkeypatch):
    monkeypatch.setattr("notifications.services.outbox.enqueue", lambda *args: None)
    with asha.scope(), muted():
        invoice = an_invoice(asha.user, a_party())
        phones = [f"+9198761{n:05d}" for n in range(COUNT)]
        send_invoice(invoice, channels=["sms"], by=asha.user, recipients={"phone": phones})
    return asha


def start_worker():
    database = settings.DATABASES["default"]
    name = connection.settings_dict["NAME"]
    url = (
        f"postgresql://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}/{name}"
    )
    env = {**os.environ, "DATABASE_URL": url, "NOTIFICATION_LEASE_SECONDS": str(LEASE_SECONDS)}
    env["DJANGO_SETTINGS_MODULE"] = "smartkhata.settings"
    return subprocess.Popen([sys.executable, "-c", WORKER], env=env, cwd=settings.BASE_DIR)


def until(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "the worker did not get there"
        time.sleep(0.05)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_and_repeats_say_so(hundred):
    worker = start_worker()
    until(lambda: OutboxMessage.objects.count() >= 30)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    sent_before = OutboxMessage.objects.count()
    assert sent_before < COUNT, "the kill came in the middle"
    worker = start_worker()
    try:
        with_scope = hundred.scope
        until(lambda: _accepted(with_scope) == COUNT)
    finally:
        worker.kill()
        worker.wait()
    sent = list(OutboxMessage.objects.values_list("notification_id", flat=True))
    repeated = {pk for pk in sent if sent.count(pk) > 1}
    with hundred.scope():
        flagged = set(Notification.objects.filter(possible_duplicate=True).values_list("pk", flat=True))
    assert len(set(sent)) == COUNT, "none lost"
    assert repeated <= flagged and len(flagged) <= IN_FLIGHT, (
        "repeats are flagged, and only what was in flight"
    )


def _accepted(scope):
    with scope():
        return Notification.objects.filter(state="accepted").count()
