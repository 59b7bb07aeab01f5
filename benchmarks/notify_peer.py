"""What both sides of notify.py share: a shop with a backlog, and the peer's Celery task."""

import os
import time
from datetime import timedelta

import django
import requests
from celery import current_app, shared_task
from django.utils import timezone

django.setup()

from invoicing.testing import an_invoice  # noqa: E402
from notifications.models import Notification  # noqa: E402
from notifications.services import channels  # noqa: E402
from notifications.tests.fake_http import FakeHttp  # noqa: E402
from smartkhata.accounts.testing import open_shop  # noqa: E402
from smartkhata.celery import app  # noqa: E402, F401
from smartkhata.core.tenancy import business_scope  # noqa: E402
from smartkhata.core.testing.superuser import as_superuser  # noqa: E402

URL = "http://127.0.0.1:8181"
channels.PROVIDERS["outbox"] = lambda **keys: FakeHttp(URL)


def world():
    """A shop with one invoice that everybody is told of."""
    shop = open_shop(f"B{os.getpid()} Stores", "IN")
    with shop.scope():
        shop.invoice = an_invoice(shop.user)
    return shop


def backlog(shop, count):
    """`count` due messages; returns what starts the sending of them by a task's name."""
    with shop.scope():
        Notification.objects.all().delete()
        rows = [_row(shop, f"b{number}", number) for number in range(count)]
        Notification.objects.bulk_create(rows, batch_size=1000)

    def kick(task):
        if task == "notifications.deliver":
            current_app.send_task(task)
        else:
            for row in rows:
                current_app.send_task(task, [str(shop.business.pk), str(row.pk)])

    return kick


def codes(shop, count):
    """Ask for codes one after the other, 20 a second: {id: the moment of asking}."""
    asked = {}
    for number in range(count):
        with shop.scope():
            row = _row(shop, f"c{number}", number, kind="otp", priority=0)
            row.save(force_insert=True)
        asked[str(row.pk)] = timezone.now().timestamp()
        current_app.send_task("notifications.deliver_urgent", queue="urgent")
        time.sleep(0.05)
    return asked


def connections():
    [(count,)] = as_superuser("SELECT count(*) FROM pg_stat_activity WHERE usename = 'sk_app'")
    return count


@shared_task(name="bench.send_one")
def send_one(business_id, pk):
    """The peer: a row read, a POST, a row written, for each message."""
    with business_scope(business_id):
        row = Notification.objects.get(pk=pk)
    answer = requests.post(f"{URL}/send", json={"reference": pk, "kind": row.kind}, timeout=10)
    with business_scope(business_id):
        Notification.objects.filter(pk=pk).update(state="accepted", provider_ref=answer.json()["id"])


def _row(shop, key, number, *, kind="invoice_created", priority=5):
    now = timezone.now()
    return Notification(
        business_id=shop.business.pk,
        number=key,
        party_id=shop.invoice.party_id,
        invoice=shop.invoice,
        kind=kind,
        channel="sms",
        recipient=f"+9198{number:08d}",
        body="Asha: invoice INV-1 for Rs 45,000. View and pay: {link}",
        link_subject=f"invoice:{shop.invoice.pk}",
        dedupe_key=f"bench-{key}",
        priority=priority,
        next_attempt_at=now,
        expires_at=now + timedelta(hours=1),
        created_at=now,
    )
