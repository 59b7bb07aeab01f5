"""Providers set to a local server, and one call to each: shared by the tests of requests and of answers."""

import json
from datetime import UTC, datetime

import pytest

from notifications.providers.africastalking import AfricasTalking
from notifications.providers.base import Message
from notifications.providers.msg91 import Msg91
from notifications.providers.sendgrid import SendGrid
from notifications.providers.twilio import Twilio
from notifications.services.sending import Caller
from notifications.tests import recorded
from notifications.tests.fake_provider import FakeServer

REFERENCE = "0198c0de-7b5e-7c1a-9a11-3f6e2c9d0001"
VARIABLES = {
    "biz": "Asha Traders",
    "inv": "INV-1",
    "amt": "2,500",
    "due": "20 Dec 2026",
    "link": "https://sk.in/p?t=abc",
}
TEMPLATES = {
    "invoice_created": {"id": "64f0c2d3e4b0a1", "dlt": "1107161234567890123", "variables": [*VARIABLES]}
}


@pytest.fixture(scope="module")
def server():
    with FakeServer() as running:
        yield running


def a_message(**changes):
    values = {
        "reference": REFERENCE,
        "channel": "sms",
        "to": "+919876543210",
        "kind": "invoice_created",
        "body": "Invoice INV-1",
        "variables": VARIABLES,
        "hooks": "https://shop.example/hooks",
        "since": datetime(2026, 11, 20, 10, 29, 58, tzinfo=UTC),
    }
    return Message(**values | changes)


def exchange(server, provider, message, answer, act="send"):
    """(outcome, (method, path, headers, body)) of one call."""
    server.fake.seen.clear()
    server.will_answer(*answer)
    with Caller() as caller:
        [outcome] = getattr(caller, act)([(provider, message)])
    return outcome, server.fake.seen[0] if server.fake.seen else None


def sendgrid(server):
    return SendGrid(api_key="SG.key", sender="Bills <bills@shop.example>", base_url=server.url)


def twilio(server, **more):
    return Twilio(recorded.SID, "token", sender="+15005550006", base_url=server.url, **more)


def msg91(server):
    return Msg91("key", "SMKHTA", json.dumps(TEMPLATES), base_url=server.url)


def africastalking(server):
    return AfricasTalking("smartkhata", "key", "SMARTKHATA", base_url=server.url)
