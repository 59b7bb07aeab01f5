"""What the official OpenAPI contracts of SendGrid and Twilio force, field by field, on every kind of message."""

import json
import re
from base64 import b64decode
from urllib.parse import parse_qs, urlsplit

import pytest

from notifications.providers.base import Attachment
from notifications.tests import recorded
from notifications.tests.exchanges import REFERENCE, a_message, exchange, sendgrid, server, twilio

__all__ = ["server"]
PDF = Attachment("INV-1.pdf", b"%PDF-1.7")
MAILS = {
    "plain": {},
    "with html": {"html": "<p>Hi</p>"},
    "with everything": {
        "html": "<p>Hi</p>",
        "attachments": (PDF,),
        "from_name": "Asha",
        "reply_to": "a@shop.in",
    },
    "without a subject": {"subject": ""},
}
CONTENT = f"HX{'0' * 32}"
TEXTS = {
    "sms": ({}, {}),
    "sms without a callback": ({"hooks": "http://localhost"}, {}),
    "whatsapp in words": ({"channel": "whatsapp"}, {"whatsapp_sender": "+14155238886"}),
    "whatsapp by template": (
        {"channel": "whatsapp"},
        {"whatsapp_sender": "+14155238886", "content_sids": json.dumps({"invoice_created": CONTENT})},
    ),
}


def address(value):
    assert set(value) <= {"email", "name"} and re.fullmatch(r"[^@\s]+@[^@\s]+", value["email"])
    assert value.get("name", "x")


@pytest.mark.parametrize("kind", MAILS)
def test_sendgrid_mail_send(server, kind):
    message = a_message(
        **{"channel": "email", "to": "ramesh@example.com", "subject": "Invoice", **MAILS[kind]}
    )
    _, (method, path, headers, body) = exchange(server, sendgrid(server), message, (202, ""))
    assert (method, path) == ("POST", "/v3/mail/send")
    assert headers["Authorization"].startswith("Bearer SG.")
    assert headers["Content-Type"] == "application/json"
    mail = json.loads(body)
    assert set(mail) <= {
        "personalizations", "from", "reply_to", "subject", "content", "attachments", "tracking_settings",
        "headers", "mail_settings",
    }  # fmt: skip
    [person] = mail["personalizations"]
    assert set(person) == {"to", "custom_args"} and len(person["to"]) == 1
    address(person["to"][0])
    address(mail["from"])
    address(mail.get("reply_to", mail["from"]))
    assert person["custom_args"] == {
        "notification_id": REFERENCE
    }  # an object here, a string at the top level
    assert isinstance(mail["subject"], str) and mail["subject"]
    kinds = [part["type"] for part in mail["content"]]
    assert kinds in (["text/plain"], ["text/plain", "text/html"])
    assert all(set(part) == {"type", "value"} and part["value"] for part in mail["content"])
    for file in mail.get("attachments", []):
        assert set(file) == {"content", "type", "filename", "disposition"}
        assert b64decode(file["content"], validate=True) == PDF.content
        assert (file["type"], file["disposition"]) == ("application/pdf", "attachment")
    clicks, opens = (mail["tracking_settings"][name] for name in ("click_tracking", "open_tracking"))
    assert clicks == {"enable": False, "enable_text": False} and opens == {"enable": True}


@pytest.mark.parametrize("kind", TEXTS)
def test_twilio_create_message(server, kind):
    changes, keys = TEXTS[kind]
    _, (method, path, headers, body) = exchange(
        server, twilio(server, **keys), a_message(**changes), (201, recorded.TWILIO_TAKEN)
    )
    assert (method, path) == ("POST", f"/2010-04-01/Accounts/{recorded.SID}/Messages.json")
    assert re.fullmatch(r"AC[0-9a-fA-F]{32}", path.split("/")[3])
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert b64decode(headers["Authorization"].removeprefix("Basic ")).decode() == f"{recorded.SID}:token"
    form = {name: value for name, [value] in parse_qs(body, strict_parsing=True).items()}
    assert set(form) <= {"To", "From", "Body", "ContentSid", "ContentVariables", "StatusCallback"}
    phone = r"whatsapp:\+\d{8,15}" if changes.get("channel") == "whatsapp" else r"\+\d{8,15}"
    assert re.fullmatch(phone, form["To"]) and re.fullmatch(phone, form["From"])
    assert ("Body" in form) != ("ContentSid" in form)
    assert len(form.get("Body", "")) <= 1600
    if "ContentSid" in form:
        assert re.fullmatch(r"HX[0-9a-fA-F]{32}", form["ContentSid"])
        values = json.loads(form["ContentVariables"])
        assert list(values) == [str(n) for n in range(1, len(values) + 1)]
        assert all(isinstance(value, str) for value in values.values())
    callback = form.get("StatusCallback")
    assert (callback is None) == ("callback" in kind)
    assert callback is None or re.fullmatch(r"https://[^ ]+", callback)


def test_twilio_list_messages(server):
    _, (method, path, headers, body) = exchange(
        server, twilio(server), a_message(), (200, {"messages": []}), act="look_up"
    )
    asked = parse_qs(urlsplit(path).query)
    assert (method, urlsplit(path).path, body) == (
        "GET",
        f"/2010-04-01/Accounts/{recorded.SID}/Messages.json",
        "",
    )
    assert set(asked) == {"To", "DateSent>", "PageSize"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", asked["DateSent>"][0])
    assert 1 <= int(asked["PageSize"][0]) <= 1000
