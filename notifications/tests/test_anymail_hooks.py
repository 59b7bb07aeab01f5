"""Reports of e-mail services by django-anymail: with the secret and the signature, fresh; else nothing changes."""

import hashlib
import hmac
import json
import time
from base64 import b64encode

import pytest
from anymail.signals import tracking
from django.test import Client

from notifications.checks import anymail_has_a_secret
from notifications.services import reports
from notifications.testing import an_sms, change, fresh
from notifications.webhooks import anymail_event
from smartkhata.core.tenancy import no_scope
from smartkhata.core.testing.superuser import as_superuser

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("notifications.tests.anymail_urls")]
SECRET, KEY = "mail:a-long-password", "signing-key"


@pytest.fixture(autouse=True)
def door(settings):
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET, "MAILGUN_WEBHOOK_SIGNING_KEY": KEY}
    tracking.connect(anymail_event)
    yield
    tracking.disconnect(anymail_event)


@pytest.fixture
def row(asha, no_worker):
    row = an_sms(asha)
    change(asha, row, state="accepted", channel="email", provider="django_email")
    return row


def mailgun(row, *, key=KEY, secret=SECRET, at=None, signature=None):
    moment = str(int(at or time.time()))
    mac = hmac.new(key.encode(), f"{moment}token".encode(), hashlib.sha256).hexdigest()
    body = {
        "signature": {"timestamp": moment, "token": "token", "signature": signature or mac},
        "event-data": {
            "event": "delivered",
            "id": "e1",
            "timestamp": time.time(),
            "recipient": "ramesh@example.com",
            "user-variables": {"notification_id": str(row.pk)},
            "message": {"headers": {"message-id": "m1@sk.example"}},
        },
    }
    headers = {"authorization": f"Basic {b64encode(secret.encode()).decode()}"} if secret else {}
    path = "/hooks/anymail/mailgun/tracking/"
    return Client().post(path, json.dumps(body), content_type="application/json", headers=headers).status_code


def state(person, row):
    with no_scope():
        reports.apply_reports()
    return fresh(person, row).state


def test_a_report_with_secret_and_signature_is_applied(asha, row):
    assert mailgun(row) == 200
    assert state(asha, row) == "delivered"


@pytest.mark.parametrize(
    "forged",
    [
        {"secret": "mail:guessed"},
        {"secret": ""},
        {"key": "another-key"},
        {"signature": "0" * 64},
        {"at": time.time() - 26 * 3600},
        {"at": time.time() + 3600},
    ],
    ids=["wrong secret", "no secret", "other key", "wrong signature", "stale", "from the future"],
)
def test_a_forged_and_a_stale_one_change_nothing(asha, row, forged):
    mailgun(row, **forged)
    assert state(asha, row) == "accepted"
    assert as_superuser("SELECT count(*) FROM notifications_inboundevent") == [(0,)]


def test_without_a_secret_the_product_does_not_start(settings, monkeypatch):
    monkeypatch.setattr("django.apps.apps.is_installed", lambda name: True)
    assert anymail_has_a_secret(None) == []
    settings.ANYMAIL = {}
    [error] = anymail_has_a_secret(None)
    assert error.id == "notifications.E001"
