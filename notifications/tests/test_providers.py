"""What each provider is asked, against a server that speaks its protocol."""

import json
from base64 import b64decode
from urllib.parse import parse_qs, urlsplit

import pytest

from notifications.providers.base import Attachment
from notifications.providers.msg91 import Msg91
from notifications.providers.twilio import Twilio
from notifications.tests import recorded
from notifications.tests.exchanges import (
    REFERENCE,
    VARIABLES,
    a_message,
    africastalking,
    exchange,
    msg91,
    sendgrid,
    server,
    twilio,
)

__all__ = ["server"]


def test_sendgrid_gets_what_its_contract_asks(server):
    pdf = Attachment("INV-1.pdf", b"%PDF-1.7")
    message = a_message(
        channel="email", to="ramesh@example.com", subject="Invoice", html="<p>Hi</p>", attachments=(pdf,),
        from_name="Asha Traders", reply_to="asha@shop.example",
    )  # fmt: skip
    outcome, (method, path, headers, body) = exchange(
        server, sendgrid(server), message, (202, "", {"X-Message-Id": "14c5d75ce93"})
    )
    assert (method, path, headers["Authorization"]) == ("POST", "/v3/mail/send", "Bearer SG.key")
    sent = json.loads(body)
    assert "custom_args" not in sent and "categories" not in sent
    assert sent["personalizations"] == [
        {"to": [{"email": "ramesh@example.com"}], "custom_args": {"notification_id": REFERENCE}}
    ]
    assert sent["from"] == {"email": "bills@shop.example", "name": "Asha Traders"}
    assert sent["reply_to"] == {"email": "asha@shop.example"}
    assert [part["type"] for part in sent["content"]] == ["text/plain", "text/html"]
    [file] = sent["attachments"]
    assert (b64decode(file["content"]), file["filename"], file["type"]) == (
        b"%PDF-1.7",
        "INV-1.pdf",
        "application/pdf",
    )
    assert sent["tracking_settings"]["click_tracking"] == {"enable": False, "enable_text": False}
    assert (outcome.state, outcome.reference) == ("accepted", "14c5d75ce93")


def test_sendgrids_id_is_not_part_of_its_contract(server):
    outcome, _ = exchange(server, sendgrid(server), a_message(to="a@example.com"), (202, ""))
    assert (outcome.state, outcome.reference) == ("accepted", "")


def test_twilio_gets_a_form_with_the_name_of_the_account(server):
    outcome, (method, path, headers, body) = exchange(
        server, twilio(server), a_message(), (201, recorded.TWILIO_TAKEN)
    )
    assert (method, path) == ("POST", f"/2010-04-01/Accounts/{recorded.SID}/Messages.json")
    assert b64decode(headers["Authorization"].removeprefix("Basic ")).decode() == f"{recorded.SID}:token"
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert parse_qs(body) == {
        "To": ["+919876543210"],
        "From": ["+15005550006"],
        "Body": ["Invoice INV-1"],
        "StatusCallback": [f"https://shop.example/hooks/twilio/{REFERENCE}"],
    }
    assert (outcome.state, outcome.reference) == ("accepted", recorded.TWILIO_TAKEN["sid"])


def test_whatsapp_by_twilio_goes_as_its_approved_template(server):
    content = f"HX{'0' * 32}"
    provider = twilio(
        server, whatsapp_sender="+14155238886", content_sids=json.dumps({"invoice_created": content})
    )
    _, (_, _, _, body) = exchange(
        server, provider, a_message(channel="whatsapp"), (201, recorded.TWILIO_TAKEN)
    )
    form = {name: values[0] for name, values in parse_qs(body).items()}
    assert (form["To"], form["From"]) == ("whatsapp:+919876543210", "whatsapp:+14155238886")
    assert form["ContentSid"] == content and "Body" not in form
    assert json.loads(form["ContentVariables"])["2"] == "INV-1"


def test_twilio_is_asked_what_became_of_a_message(server):
    listed = {"messages": [recorded.TWILIO_TAKEN]}
    outcome, (method, path, _, _) = exchange(
        server, twilio(server), a_message(), (200, listed), act="look_up"
    )
    asked = parse_qs(urlsplit(path).query)
    assert (method, asked["To"]) == ("GET", ["+919876543210"]) and "DateSent>" in asked
    assert (outcome.state, outcome.reference) == ("accepted", recorded.TWILIO_TAKEN["sid"])


@pytest.mark.parametrize(
    "row",
    [{"body": "Other words"}, {"status": "failed"}, {"date_created": "Fri, 20 Nov 2026 10:20:00 +0000"}],
)
def test_another_message_is_no_proof(server, row):
    listed = {"messages": [recorded.TWILIO_TAKEN | row]}
    assert exchange(server, twilio(server), a_message(), (200, listed), act="look_up")[0] is None


def test_an_account_sid_that_can_not_be_is_refused_at_once():
    with pytest.raises(ValueError, match="AC and 32"):
        Twilio("AC123", "token")


def test_msg91_gets_the_registered_template_and_its_values(server):
    outcome, (method, path, headers, body) = exchange(
        server, msg91(server), a_message(), (200, recorded.MSG91_TAKEN)
    )
    assert (method, path, headers["authkey"]) == ("POST", "/api/v5/flow", "key")
    values = dict(zip([f"VAR{n}" for n in range(1, 6)], VARIABLES.values(), strict=True))
    assert json.loads(body) == {
        "template_id": "64f0c2d3e4b0a1",
        "sender": "SMKHTA",
        "short_url": "0",
        "recipients": [{"mobiles": "919876543210", **values}],
    }
    assert (outcome.state, outcome.reference) == ("accepted", recorded.MSG91_TAKEN["message"])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"kind": "message"}, "not registered"),
        ({"language": "hi"}, "not registered"),
        ({"variables": VARIABLES | {"biz": "x" * 41}}, "40 characters"),
        ({"variables": VARIABLES | {"due": ""}}, "no empty place"),
        ({"to": "+254722123456"}, "Indian mobile"),
        ({"to": "+912223456789"}, "Indian mobile"),
    ],
)
def test_what_the_law_of_india_does_not_allow_is_not_even_asked(server, change, why):
    outcome, asked = exchange(server, msg91(server), a_message(**change), (200, recorded.MSG91_TAKEN))
    assert (outcome.state, asked) == ("rejected", None) and why in outcome.error


def test_a_header_has_six_letters():
    with pytest.raises(ValueError, match="six letters"):
        Msg91("key", "SMARTKHATA", "{}")


def test_africas_talking_gets_its_form(server):
    message = a_message(to="+254722123456")
    outcome, (method, path, headers, body) = exchange(
        server, africastalking(server), message, (201, recorded.AT_TAKEN)
    )
    assert (method, path, headers["apiKey"], headers["Accept"]) == (
        "POST",
        "/version1/messaging",
        "key",
        "application/json",
    )
    assert parse_qs(body) == {
        "username": ["smartkhata"],
        "to": ["+254722123456"],
        "message": ["Invoice INV-1"],
        "bulkSMSMode": ["1"],
        "enqueue": ["1"],
        "from": ["SMARTKHATA"],
    }
    assert outcome.reference == "ATXid_03cb5ecf11ce748794c0f9a85c276259"
