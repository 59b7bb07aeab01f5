"""Fault 15: what nobody signed changes nothing, whichever provider it claims to come from; twenty are an alarm."""

import base64
import json
import statistics
import time

import pytest
import redis
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from django.conf import settings
from django.test import Client
from structlog.testing import capture_logs
from twilio.request_validator import RequestValidator

from notifications import webhooks
from notifications.providers.sendgrid import SIGNATURE, TIMESTAMP
from notifications.services import accounts
from notifications.testing import change, fresh
from notifications.tests import careless
from notifications.tests.figures import tell
from notifications.tests.hooks import OTHER, OURS, SECRET, given, keys, row, sendgrid, state
from smartkhata.core.testing.superuser import as_superuser

__all__ = ["keys", "row"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("keys")]
RSA = rsa.generate_private_key(65537, 2048)
STORED = "SELECT count(*) FROM notifications_inboundevent"
TWILIO = ("X-Twilio-Signature", "X-Twilio-Webhooks-Signature-Settings")


def to_sendgrid(row, *, sign=None, seconds=0, altered=b"", path="/hooks/sendgrid", client=None):
    """The status of a report whose signature `sign(bytes)` makes; as SendGrid does it, with our key."""
    body = json.dumps([given(notification_id=str(row.pk))]).encode()
    moment = str(int(time.time()) + seconds)
    signed = (sign or ours)(moment.encode() + body)
    headers = {TIMESTAMP: moment} | ({} if signed is None else {SIGNATURE: base64.b64encode(signed).decode()})
    browser = client or Client()
    return browser.post(path, body + altered, content_type="application/json", headers=headers).status_code


def ours(text):
    return OURS[0].sign(text, ec.ECDSA(hashes.SHA256()))


SENDGRID = {
    "no signature": {"sign": lambda text: None},
    "an empty signature": {"sign": lambda text: b""},
    "a wrong signature": {"sign": lambda text: b"\x30\x06\x02\x01\x01\x02\x01\x01"},
    "another's key": {"sign": lambda text: OTHER[0].sign(text, ec.ECDSA(hashes.SHA256()))},
    "another digest": {"sign": lambda text: OURS[0].sign(text, ec.ECDSA(hashes.SHA512()))},
    "another algorithm": {"sign": lambda text: RSA.sign(text, PKCS1v15(), hashes.SHA256())},
    "a day and an hour old": {"seconds": -26 * 3600},
    "from the future": {"seconds": 3600},
    "an altered body": {"altered": b" "},
}


def to_twilio(row, *, token="token", host="https://shop.example", headers=(), altered=()):
    path, form = f"/hooks/twilio/{row.pk}", {"MessageSid": "SM1", "MessageStatus": "delivered"}
    signature = RequestValidator(token).compute_signature(f"{host}{path}", form)
    sent = {TWILIO[0]: signature} | dict(headers)
    return Client().post(path, form | dict(altered), headers=sent).status_code


def with_sha256(row):
    """Signed with the stronger digest, but by the token that is not meant for it."""
    form = {"MessageSid": "SM1", "MessageStatus": "delivered"}
    validator = RequestValidator("token")
    url = f"https://shop.example/hooks/twilio/{row.pk}"
    return {
        TWILIO[0]: validator.compute_signature(url, form, algorithm="HMAC_SHA256"),
        TWILIO[1]: "key=ours,algorithm=HMAC_SHA256",
    }


FORGED_TWILIO = {
    "no signature": {"headers": {TWILIO[0]: ""}},
    "a wrong signature": {"headers": {TWILIO[0]: "bm90IGl0"}},
    "another's token": {"token": "another"},
    "another address": {"host": "https://elsewhere.example"},
    "an altered form": {"altered": {"MessageStatus": "read"}},
    "no algorithm": {"headers": {TWILIO[1]: "key=x,algorithm=none"}},
}
BY_ADDRESS = ("a-guessed-secret-path", SECRET[:-1], SECRET.upper(), "x", "%00")


def untouched(person, row):
    assert as_superuser(STORED) == [(0,)], "a forgery was stored"
    assert state(person, row) == "accepted"


@pytest.mark.parametrize("how", SENDGRID)
def test_sendgrid_forged(asha, row, how):
    assert to_sendgrid(row, **SENDGRID[how]) == 401
    untouched(asha, row)


@pytest.mark.parametrize("how", FORGED_TWILIO)
def test_twilio_forged(asha, row, how):
    change(asha, row, provider="twilio")
    assert to_twilio(row, **FORGED_TWILIO[how]) == 401
    untouched(asha, row)


def test_twilio_signed_by_the_token_where_the_shared_key_is_due(asha, row):
    change(asha, row, provider="twilio")
    assert to_twilio(row, headers=with_sha256(row)) == 401
    untouched(asha, row)


@pytest.mark.parametrize("secret", BY_ADDRESS)
@pytest.mark.parametrize("provider", ["msg91", "africastalking"])
def test_a_guessed_address(asha, row, provider, secret):
    change(asha, row, provider=provider)
    form = {"id": "ref-1", "status": "Success", "phoneNumber": row.recipient, "requestId": "ref-1"}
    assert Client().post(f"/hooks/{provider}/{secret}", form).status_code in (401, 404)
    untouched(asha, row)


def test_another_shops_account_speaks_for_itself_alone(asha, charlie, row):
    with charlie.scope():
        known = {"api_key": "SG.charlie-key", "sender": "c@shop.example", "webhook_key": OTHER[1]}
        account = accounts.set_account("email", "sendgrid", known, by=charlie.user)
    path = f"/hooks/sendgrid/{account.pk}"
    assert to_sendgrid(row, path=path) == 401  # our key at his door
    assert as_superuser(STORED) == [(0,)]
    theirs = {"sign": SENDGRID["another's key"]["sign"], "path": path}
    assert to_sendgrid(row, **theirs) == 204  # his own key, about our message
    assert state(asha, row) == "accepted"


def test_the_same_bytes_again_after_ten_minutes_change_nothing(asha, row):
    event = given(notification_id=str(row.pk), event="click", url="https://shop.example/p")
    moment = time.time() - 600
    assert sendgrid([event], at=moment) == sendgrid([event], at=moment) == 204
    state(asha, row)
    assert fresh(asha, row).clicks == 1


def test_a_door_that_forgets_what_it_has_heard_is_caught(asha, row, monkeypatch):
    careless.take_each_repeat_for_new(monkeypatch.setattr)
    event = given(notification_id=str(row.pk), event="click", url="https://shop.example/p")
    moment = time.time() - 600
    assert sendgrid([event], at=moment) == sendgrid([event], at=moment) == 204
    state(asha, row)
    assert fresh(asha, row).clicks == 2


def test_a_door_that_never_looks_at_the_clock_is_caught(row, monkeypatch):
    monkeypatch.setattr(webhooks, "OLDEST", 10**9)
    assert to_sendgrid(row, **SENDGRID["a day and an hour old"]) == 204


def test_a_forger_is_refused_within_five_milliseconds(row):
    """Of our own work, so that a busy machine is no slow door; benchmarks/webhooks.py has the whole wait."""
    times, client = [], Client()
    for _ in range(60):
        began = time.thread_time()
        assert to_sendgrid(row, client=client, **SENDGRID["another's key"]) == 401
        times.append((time.thread_time() - began) * 1000)
    tell(15, stored=as_superuser(STORED)[0][0], refused_ms=statistics.median(times))
    assert statistics.median(times[20:]) < 5


def test_a_door_without_a_lock_is_caught(asha, row, monkeypatch):
    monkeypatch.setattr(webhooks.sendgrid, "is_signed", lambda *_: True)
    assert to_sendgrid(row, **SENDGRID["another's key"]) == 204
    with pytest.raises(AssertionError, match="was stored"):
        untouched(asha, row)


def test_twenty_forgeries_in_an_hour_are_an_alarm(row):
    redis.Redis.from_url(settings.REDIS_URL).delete("limit:forged:sendgrid")
    levels = []
    for _ in range(22):
        with capture_logs() as told:
            to_sendgrid(row, **SENDGRID["another's key"])
        levels += [line["log_level"] for line in told if line["event"] == "hook_forged"]
    assert levels == ["warning"] * 20 + ["error"] * 2
