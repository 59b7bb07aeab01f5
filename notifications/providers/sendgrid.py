"""E-mail by SendGrid: the official SDK builds the request and knows the signature of its reports; our door sends.

https://www.twilio.com/docs/sendgrid/api-reference/mail-send and .../for-developers/tracking-events/event
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parseaddr

from sendgrid import SendGridAPIClient
from sendgrid.helpers import mail
from sendgrid.helpers.eventwebhook import EventWebhook

from notifications.providers.base import HttpProvider, Outcome, Report, parsed, refused
from smartkhata.core.fanout import Request

WORDS = {
    "processed": "sent",
    "deferred": "deferred",
    "delivered": "delivered",
    "open": "opened",
    "click": "clicked",
    "bounce": "bounced",
    "dropped": "failed",
    "spamreport": "complained",
    "unsubscribe": "unsubscribed",
    "group_unsubscribe": "unsubscribed",
}
SIGNATURE = "X-Twilio-Email-Event-Webhook-Signature"
TIMESTAMP = "X-Twilio-Email-Event-Webhook-Timestamp"


@dataclass(frozen=True)
class SendGrid(HttpProvider):
    """`webhook_key` is the public key of the signed event webhook (base64, without the PEM lines)."""

    api_key: str
    sender: str
    base_url: str = "https://api.sendgrid.com"
    webhook_key: str = ""

    name = "sendgrid"

    def request(self, message):
        headers = SendGridAPIClient(self.api_key).client.request_headers
        return Request("POST", f"{self.base_url}/v3/mail/send", headers=headers, json=self._mail(message))

    def outcome(self, answer):
        """202 and nothing else is a success; the id in the header is not part of the contract."""
        if answer.status == 202:
            return Outcome("accepted", reference=answer.headers.get("X-Message-Id", ""))
        errors = parsed(answer).get("errors") or [{}]
        return refused(answer, str(errors[0].get("message") or ""))

    def _mail(self, message):
        name, address = parseaddr(self.sender)
        letter = mail.Mail(
            from_email=mail.Email(address, message.from_name or name), subject=message.subject or " "
        )
        letter.add_to(mail.To(message.to), p=0)
        # At the top level the official contract wants a string; in the personalization it is an object.
        letter.add_custom_arg(mail.CustomArg("notification_id", message.reference, p=0))
        letter.add_content(mail.Content("text/plain", message.body))
        if message.html:
            letter.add_content(mail.Content("text/html", message.html))
        if message.reply_to:
            letter.reply_to = mail.ReplyTo(message.reply_to)
        for name, value in message.list_headers.items():
            letter.add_header(mail.Header(name, value, p=0))
        for file in message.attachments:
            content = base64.b64encode(file.content).decode()
            letter.add_attachment(mail.Attachment(content, file.name, file.content_type, "attachment"))
        # Links to pay and to sign in are never rewritten: they would pass through a third server.
        letter.tracking_settings = mail.TrackingSettings(
            click_tracking=mail.ClickTracking(False, False), open_tracking=mail.OpenTracking(True)
        )
        return letter.get()


def is_signed(body, headers, webhook_key):
    """Whether SendGrid signed exactly these bytes with the account's key."""
    signature, timestamp = headers.get(SIGNATURE, ""), headers.get(TIMESTAMP, "")
    if not (signature and timestamp and webhook_key):
        return False
    try:
        return EventWebhook(webhook_key).verify_signature(body.decode(), signature, timestamp)
    except (binascii.Error, ValueError):
        return False


def reports(body):
    """The reports of one delivery of the event webhook; ValueError if it is no list of events."""
    events = json.loads(body)
    if not isinstance(events, list):
        raise ValueError("no list of events")
    return [_report(event) for event in events if isinstance(event, dict)]


def _report(event):
    raw_word = str(event.get("event", ""))
    return Report(
        word=WORDS.get(raw_word, ""),
        raw_word=raw_word,
        at=datetime.fromtimestamp(int(event.get("timestamp") or 0), UTC),
        reference=str(event.get("sg_message_id") or "").partition(".")[0],
        notification_id=str(event.get("notification_id") or ""),
        is_machine=event.get("sg_machine_open") is True,
        reason=str(event.get("reason") or event.get("response") or ""),
        url=str(event.get("url") or ""),
        raw=event,
    )
