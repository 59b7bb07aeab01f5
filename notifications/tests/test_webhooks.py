"""Providers' reports at their door: good, wrong, stale, of another key; a forgery changes nothing."""

import base64
import json
import time
from datetime import UTC, datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from structlog.testing import capture_logs

from notifications import webhooks
from notifications.models import DeliveryEvent
from notifications.providers.sendgrid import SIGNATURE, TIMESTAMP
from notifications.services import accounts, reports
from notifications.testing import change, fresh
from notifications.tests.hooks import (
    OTHER,
    OURS,
    SECRET,
    africastalking,
    given,
    keys,
    row,
    sendgrid,
    state,
    twilio,
)
from smartkhata.core.tenancy import no_scope
from smartkhata.core.testing.superuser import as_superuser

__all__ = ["keys", "row"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("keys")]


def test_a_signed_report_is_applied(asha, row):
    assert sendgrid([given(notification_id=str(row.pk))]) == 204
    assert state(asha, row) == "delivered"


@pytest.mark.parametrize(
    "forged",
    [
        {"key": OTHER[0]},
        {"at": time.time() - 26 * 3600},
        {"at": time.time() + 3600},
        {"tamper": b" "},
    ],
)
def test_a_forged_a_stale_and_a_changed_report_change_nothing(asha, row, forged):
    assert sendgrid([given(notification_id=str(row.pk))], **forged) == 401
    assert state(asha, row) == "accepted"
    assert as_superuser("SELECT count(*) FROM notifications_inboundevent") == [(0,)]


@pytest.mark.parametrize("signature", ["", "not base64!", base64.b64encode(b"x").decode()])
def test_a_signature_that_is_none_is_refused(signature):
    headers = {SIGNATURE: signature, TIMESTAMP: str(int(time.time()))}
    answer = Client().post("/hooks/sendgrid", b"[]", content_type="application/json", headers=headers)
    assert answer.status_code == 401


def test_a_replay_is_stored_once_even_with_a_new_event_id(asha, row):
    event = given(notification_id=str(row.pk), event="open", timestamp=int(time.time()) - 60)
    for number in range(3):
        assert sendgrid([event | {"sg_event_id": f"again{number}"}]) == 204
    state(asha, row)
    with asha.scope():
        assert DeliveryEvent.objects.count() == 1


def test_twilio_signs_the_public_address(asha, row):
    change(asha, row, provider="twilio")
    assert twilio(row) == 204
    assert state(asha, row) == "delivered"


@pytest.mark.parametrize(
    "forged", [{"token": "other"}, {"host": "http://shop.example"}, {"MessageStatus": "failed"}]
)
def test_twilio_of_another_token_address_or_form_changes_nothing(asha, row, forged):
    change(asha, row, provider="twilio")
    assert twilio(row, **forged) == 401
    assert state(asha, row) == "accepted"


def test_msg91_in_both_versions(asha, row):
    change(asha, row, provider="msg91")
    one = {
        "number": row.recipient.lstrip("+"),
        "status": "1",
        "desc": "DELIVERED",
        "date": "2026-11-20 10:06:20",
    }
    old = {"data": json.dumps([{"requestId": "ref-1", "report": [one]}])}
    assert Client().post(f"/hooks/msg91/{SECRET}", old).status_code == 204
    new = json.dumps(one | {"requestId": "ref-1"})
    assert Client().post(f"/hooks/msg91/{SECRET}", new, content_type="application/json").status_code == 204
    assert state(asha, row) == "delivered"
    with asha.scope():
        assert DeliveryEvent.objects.get().at == datetime(2026, 11, 20, 4, 36, 20, tzinfo=UTC)


def test_africas_talking_reports_known_ids_by_the_secret_address(asha, row):
    change(asha, row, provider="africastalking")
    assert africastalking(secret="a-guessed-secret-path") == 401
    assert africastalking(id="ref-unknown") == 204
    assert state(asha, row) == "accepted"
    assert africastalking(phoneNumber=row.recipient) == 204
    assert state(asha, row) == "delivered"


def test_an_id_with_another_number_is_not_known(asha, row):
    change(asha, row, provider="africastalking")
    africastalking(phoneNumber="+254722999999")
    assert state(asha, row) == "accepted"


def test_a_word_we_do_not_know_is_kept_and_counted(asha, row):
    sendgrid([given(notification_id=str(row.pk), event="teleported")])
    assert state(asha, row) == "accepted"
    assert reports.counts(datetime(2026, 1, 1, tzinfo=UTC)) == {("sendgrid", "unknown_status"): 1}


def test_a_report_that_comes_before_its_reference_waits_for_it(asha, row):
    change(asha, row, provider="africastalking", provider_ref="")
    africastalking(phoneNumber=row.recipient)
    assert state(asha, row) == "accepted"
    change(asha, row, provider_ref="ref-1")
    as_superuser("UPDATE notifications_inboundevent SET next_attempt_at = now()")
    assert state(asha, row) == "delivered"


def test_a_bounce_says_why_and_is_a_fact(asha, row):
    sendgrid([given(notification_id=str(row.pk), event="bounce", reason="550 no such user")])
    assert state(asha, row) == "bounced"
    assert fresh(asha, row).error_message == "550 no such user"


def test_a_shops_own_account_speaks_of_its_own_messages_only(asha, charlie, row):
    with charlie.scope():
        keys = {"api_key": "SG.charlie-key", "sender": "c@shop.example", "webhook_key": OTHER[1]}
        account = accounts.set_account("email", "sendgrid", keys, by=charlie.user)
    path = f"/hooks/sendgrid/{account.pk}"
    assert sendgrid([given(notification_id=str(row.pk))], key=OTHER[0], path=path) == 204
    assert state(asha, row) == "accepted"
    assert sendgrid([given(notification_id=str(row.pk))], key=OURS[0], path=path) == 401


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"{}", 400), (b"[1]", 204), (b"nonsense", 400), (b'[{"event": "open", "timestamp": "x"}]', 400)],
)
def test_what_can_not_be_read_is_refused_and_logged_and_changes_nothing(asha, row, body, status):
    moment = str(int(time.time()))
    signature = base64.b64encode(OURS[0].sign(moment.encode() + body, ec.ECDSA(hashes.SHA256()))).decode()
    headers = {SIGNATURE: signature, TIMESTAMP: moment}
    with capture_logs() as told:
        answer = Client().post("/hooks/sendgrid", body, content_type="application/json", headers=headers)
    assert answer.status_code == status
    assert [line["event"] for line in told] == ["hook_unreadable"] * (status == 400)
    assert state(asha, row) == "accepted"


@pytest.mark.parametrize(
    ("path", "size"), [("/hooks/sendgrid", 1_100_000), (f"/hooks/msg91/{SECRET}", 300_000)]
)
def test_only_a_post_of_a_fair_size_is_read(path, size):
    assert Client().get(path).status_code == 405
    assert Client().post(path, b"x" * size, content_type="application/json").status_code == 413


def test_the_events_of_a_big_send_come_in_one_batch_and_are_kept(asha, row):
    """SendGrid posts when its batch reaches 768 KB; what is refused then is repeated for a day and dropped."""
    others = [given(notification_id=str(uuid4()), useragent="x" * 420) for _ in range(1369)]
    batch = [*others, given(notification_id=str(row.pk), useragent="x" * 420)]
    assert 760_000 < len(json.dumps(batch)) < 786_432
    assert sendgrid(batch) == 204
    assert as_superuser("SELECT count(*) FROM notifications_inboundevent") == [(1370,)]
    with no_scope():
        reports.apply_reports(limit=2000)
    assert fresh(asha, row).state == "delivered"


def test_a_report_of_a_message_that_never_was_is_no_crash(row):
    assert sendgrid([given(notification_id=str(uuid4()))]) == 204
    with no_scope():
        assert reports.apply_reports() == 1


def test_a_report_of_anymails_services_finds_the_message(asha, row):
    """Anymail checks the signature of its service and hands on an event; the service is one of many."""
    change(asha, row, provider="django_email")
    event = SimpleNamespace(
        event_type="bounced",
        timestamp=datetime.now(UTC),
        message_id="ses-1",
        metadata={"notification_id": str(row.pk)},
        description="550 no such user",
        reject_reason="bounced",
        click_url=None,
        esp_event={},
    )
    webhooks.anymail_event(sender=None, event=event, esp_name="Amazon SES")
    assert state(asha, row) == "bounced"
