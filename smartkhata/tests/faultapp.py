"""The real workers and beat, the fake provider behind every channel: ``celery -A smartkhata.tests.faultapp``."""

import os

import django

django.setup()

from notifications.services import channels, outcomes  # noqa: E402
from notifications.tests.careless import CARELESS  # noqa: E402
from notifications.tests.fake_http import FakeHttp  # noqa: E402
from smartkhata.celery import app  # noqa: E402

__all__ = ["app"]


def fake(**keys):
    provider = FakeHttp(os.environ["FAULT_PROVIDER"], has_look_up=True, timeout=60)
    provider.in_flight = int(os.environ.get("FAULT_IN_FLIGHT", "500"))
    return provider


# Under its own name, too: a doubt is looked into at the provider that was called.
channels.PROVIDERS["outbox"] = channels.PROVIDERS[FakeHttp.name] = fake
outcomes.LOOK_SECONDS = (2, 4, 8, 16)
if careless := os.environ.get("FAULT_CARELESS"):
    CARELESS[careless]()
