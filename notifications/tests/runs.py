"""What the fault runs share: a queue of forty messages, a provider that misbehaves, and its log as the truth."""

from collections import Counter

import pytest
from django.db import connections

from invoicing.testing import an_invoice
from notifications.models import Notification
from notifications.services import gates
from notifications.services.outbox import send_invoice
from notifications.testing import serve
from notifications.tests.fake_http import FakeHttp
from notifications.tests.fake_provider import FakeServer
from smartkhata.core.testing.superuser import as_superuser

MESSAGES = 40
DUE = "UPDATE notifications_notification SET next_attempt_at = now()"


@pytest.fixture
def server():
    with FakeServer() as running:
        yield running


@pytest.fixture
def rows(asha, no_worker):
    """Forty messages of one shop."""
    with asha.scope():
        phones = [f"+9198765{number:05d}" for number in range(MESSAGES)]
        return send_invoice(
            an_invoice(asha.user), channels=["sms"], by=asha.user, recipients={"phone": phones}
        )["sms"]


def use(monkeypatch, server, **options):
    provider = FakeHttp(server.url, **{"timeout": 3, **options})
    serve(monkeypatch, provider)
    return provider


def proven():
    """The provider answered well a moment ago, so that it may be asked more than a few at once."""
    gates.note("fake:test", good=1)


def states(person):
    with person.scope():
        return Counter(Notification.objects.values_list("state", flat=True))


def later(seconds):
    """The doubts became so many seconds older, and everything is due."""
    as_superuser(
        f"UPDATE notifications_notification SET submitted_at = submitted_at - interval '{seconds} s'"
    )
    as_superuser(DUE)


def repeats(server):
    return sum(times - 1 for times in server.fake.taken.values())


def in_thread(act):
    try:
        return act()
    finally:
        connections.close_all()
