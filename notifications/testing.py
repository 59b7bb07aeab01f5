"""Messages for tests: providers that answer as told, and rows queued by the real services."""

from datetime import time

import pytest
from django.conf import settings

from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.models import Notification
from notifications.providers.base import Outcome
from notifications.services.channels import Hand
from notifications.services.delivery import deliver_due
from notifications.services.outbox import send_invoice
from smartkhata.core import links
from smartkhata.core.tenancy import no_scope

# What a person's phone says of itself.
BROWSER = (
    "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/129.0 Mobile Safari/537.36"
)


class FakeProvider:
    """Answers each message with the next outcome (the last one for ever) and keeps what it got."""

    name = "fake"
    in_flight = 1
    is_remote = has_look_up = False

    def __init__(self, *outcomes):
        self.outcomes, self.got = list(outcomes or [Outcome("accepted")]), []

    def send(self, message):
        self.got.append(message)
        outcome = self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


@pytest.fixture
def use_provider(monkeypatch):
    """``use_provider(*outcomes)``: every channel is served by a FakeProvider, which is returned."""

    def use(*outcomes):
        fake = FakeProvider(*outcomes)
        serve(monkeypatch, fake)
        return fake

    return use


def serve(monkeypatch, provider):
    """Every channel is served by `provider`."""
    hand = Hand(provider, f"{provider.name}:test")
    monkeypatch.setattr("notifications.services.preparing.hand_for", lambda *channel, name="": hand)


@pytest.fixture
def by_day(monkeypatch):
    """What keeps hours goes out now, at whatever hour the tests run."""
    monkeypatch.setattr("notifications.reminders.HOURS", dict.fromkeys(("IN", "KE"), (time.min, time.max)))


@pytest.fixture
def no_worker(monkeypatch):
    """Hints reach nobody: what is queued waits until the test delivers it."""
    monkeypatch.setattr("smartkhata.core.queue._publish", lambda *args: None)


def an_sms(person, **party):
    """An invoice queued as one SMS; the row."""
    with person.scope():
        invoice = an_invoice(person.user, a_party(**party))
        return send_invoice(invoice, channels=["sms"], by=person.user)["sms"][0]


def deliver():
    """One run of the worker, outside any shop."""
    with no_scope():
        return deliver_due()


def path_of(person, row):
    """The path behind a message's link, as the provider gets it."""
    with person.scope():
        return links.link_through(row, row.link_subject).removeprefix(settings.PUBLIC_BASE_URL)


def fresh(person, row):
    with person.scope():
        return Notification.objects.get(pk=row.pk)


def change(person, row, **values):
    with person.scope():
        Notification.objects.filter(pk=row.pk).update(**values)
