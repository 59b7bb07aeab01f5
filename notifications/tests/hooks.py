"""Providers knocking at our door: their keys, the way each signs, and a message that they may speak of."""

import base64
import json
import time
from datetime import UTC, datetime
from functools import partial

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from twilio.request_validator import RequestValidator

from notifications.providers.sendgrid import SIGNATURE, TIMESTAMP
from notifications.services import reports
from notifications.testing import an_sms, change, fresh
from notifications.tests.recorded import SID
from smartkhata.core.tenancy import no_scope

SECRET = "a-long-enough-secret-path"


def a_key():
    key = ec.generate_private_key(ec.SECP256R1())
    der = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return key, base64.b64encode(der).decode()


OURS, OTHER = a_key(), a_key()


@pytest.fixture
def keys(settings):
    settings.PUBLIC_BASE_URL = "https://shop.example"
    settings.PROVIDER_KEYS = {
        "sendgrid": {"api_key": "SG.x", "sender": "b@shop.example", "webhook_key": OURS[1]},
        "twilio": {"account_sid": SID, "auth_token": "token"},
        "msg91": {"hook_secret": SECRET},
        "africastalking": {"hook_secret": SECRET},
    }


@pytest.fixture
def row(asha, no_worker):
    """A message that a provider has taken."""
    row = an_sms(asha)
    sent = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    change(
        asha,
        row,
        state="accepted",
        provider="sendgrid",
        provider_ref="ref-1",
        sent_at=sent,
        submitted_at=sent,
    )
    return row


def given(**changes):
    return {"event": "delivered", "timestamp": int(time.time()), "sg_event_id": "x", **changes}


def sendgrid(events, **how):
    return signed(events, **how)().status_code


def signed(events, *, key=OURS[0], at=None, tamper=b"", path="/hooks/sendgrid", browser=None):
    """The call that SendGrid makes, ready to be made."""
    body, moment = json.dumps(events).encode(), str(int(at or time.time()))
    signature = base64.b64encode(key.sign(moment.encode() + body, ec.ECDSA(hashes.SHA256()))).decode()
    headers = {SIGNATURE: signature, TIMESTAMP: moment}
    return partial(
        (browser or Client()).post, path, body + tamper, content_type="application/json", headers=headers
    )


def twilio(row, *, token="token", status="delivered", host="https://shop.example", **changes):
    path, form = f"/hooks/twilio/{row.pk}", {"MessageSid": "SM1", "MessageStatus": status, "NewField": "1"}
    signature = RequestValidator(token).compute_signature(f"{host}{path}", form)
    return Client().post(path, form | changes, headers={"X-Twilio-Signature": signature}).status_code


def africastalking(secret=SECRET, **form):
    return (
        Client()
        .post(f"/hooks/africastalking/{secret}", {"id": "ref-1", "status": "Success", **form})
        .status_code
    )


def state(person, row):
    with no_scope():
        reports.apply_reports()
    return fresh(person, row).state
