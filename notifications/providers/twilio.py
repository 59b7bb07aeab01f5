"""SMS and WhatsApp by Twilio: the official SDK builds the requests and checks signatures; our door sends.

https://www.twilio.com/docs/messaging/api/message-resource and .../guides/track-outbound-message-status
"""

import base64
import json
import re
from dataclasses import dataclass, replace
from datetime import timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlencode

from django.utils.translation import gettext_noop
from twilio.http import HttpClient
from twilio.request_validator import HMAC_SHA1, RequestValidator, get_signature_algorithm
from twilio.rest import Client

from notifications.providers.base import (
    GARBLED,
    HttpProvider,
    Outcome,
    Refused,
    Report,
    fitting,
    parsed,
    refused,
    template_for,
)
from notifications.registered import INDIA
from smartkhata.core.fanout import Request

WORDS = {
    "accepted": "sent",
    "scheduled": "sent",
    "queued": "sent",
    "sending": "sent",
    "sent": "sent",
    "delivered": "delivered",
    "partially_delivered": "delivered",
    "read": "opened",
    "undelivered": "bounced",
    "failed": "failed",
    "canceled": "failed",
}
NO_SENDER = {
    "sms": gettext_noop("Twilio has no number to send SMS from yet. Add it in Settings."),
    "whatsapp": gettext_noop("Twilio has no number to send WhatsApp from yet. Add it in Settings."),
}
NOT_APPROVED = gettext_noop("WhatsApp has not approved this text in this language. Use SMS or e-mail.")
# https://www.twilio.com/docs/api/errors/63016
WITHIN_A_DAY = gettext_noop(
    "WhatsApp has not approved this text yet, so it arrives only if this customer wrote to you within 24 hours."
)
# The number answered STOP to this sender: https://www.twilio.com/docs/api/errors/21610
ASKED_TO_STOP = "21610"
HOST = "https://api.twilio.com"
SIGNATURE = "X-Twilio-Signature"
SETTINGS = "X-Twilio-Webhooks-Signature-Settings"


@dataclass(frozen=True)
class Twilio(HttpProvider):
    """`content_sids` (JSON) maps a kind, or kind, tone and language, to its approved WhatsApp template:
    {"invoice_created": "HX...", "invoice_created.urgent.hi": "HX..."}. Without a language it is the English one; its
    numbers count the values in the order in which they stand in our text."""

    account_sid: str
    auth_token: str
    sender: str = ""
    whatsapp_sender: str = ""
    content_sids: str = "{}"
    base_url: str = HOST
    shared_key: str = ""
    account: str = ""

    name = "twilio"
    has_look_up = True

    def __post_init__(self):
        if not re.fullmatch(r"AC[0-9a-fA-F]{32}", self.account_sid):
            raise ValueError("TWILIO_ACCOUNT_SID is AC and 32 hexadecimal digits.")

    @property
    def has_templates(self):
        """Whether its WhatsApp messages go as approved templates."""
        return bool(json.loads(self.content_sids or "{}"))

    def check(self, message):
        return "" if message.channel != "whatsapp" or self._template(message) else WITHIN_A_DAY

    def request(self, message):
        return self._built(lambda messages: messages.create(**self._fields(message)))

    def outcome(self, answer):
        body = parsed(answer)
        if answer.status == 201 and body.get("sid"):
            return Outcome("accepted", reference=str(body["sid"]))
        if answer.ok:
            return Outcome("ambiguous", error=GARBLED)
        words, code = str(body.get("message") or ""), body.get("code")
        outcome = refused(answer, f"Twilio error {code}: {words}" if code else words)
        return replace(outcome, never_again=str(code) == ASKED_TO_STOP)

    def look_up(self, message):
        since = message.since - timedelta(seconds=5)
        to = self._fields(message)["to"]
        return self._built(lambda messages: messages.page(to=to, date_sent_after=since, page_size=100))

    def found(self, answer, message):
        """The same words to the same number since then. Its list lags, so its silence proves nothing."""
        is_ours = self._recognized(message)
        for row in parsed(answer).get("messages") or []:
            fresh = parsedate_to_datetime(row["date_created"]) >= message.since - timedelta(seconds=5)
            if fresh and is_ours(row.get("body") or "") and row.get("status") not in ("failed", "canceled"):
                return Outcome("accepted", reference=str(row["sid"]))
        return None

    def _fields(self, message):
        fields = {"to": message.to, "from_": self.sender}
        if message.channel == "sms" and message.to.startswith(INDIA):
            fields["from_"] = _registered(message) or self.sender
        if message.channel == "whatsapp":
            fields = {"to": f"whatsapp:{message.to}", "from_": f"whatsapp:{self.whatsapp_sender}"}
        if not fields["from_"].removeprefix("whatsapp:"):
            raise Refused(NO_SENDER[message.channel])
        if template := message.channel == "whatsapp" and self._template(message):
            values = dict(enumerate(_values(message), start=1))
            fields |= {"content_sid": template, "content_variables": json.dumps(values)}
        else:
            fields["body"] = message.body
        if message.hooks.startswith("https://"):
            account = f"/{self.account}" if self.account else ""
            fields["status_callback"] = f"{message.hooks}/twilio/{message.reference}{account}"
        return fields

    def _template(self, message):
        """The approved text: the shop's own, or that of the kind, its tone and language; None if it goes in words.

        Refused where another text than the message's would go under its name.
        """
        known = json.loads(self.content_sids or "{}")
        if message.registration:
            found, others = message.registration["id"], known
        else:
            found = template_for(message, known)
            others = [name for name in known if name.partition(".")[0] == message.kind]
        if others and not found:
            raise Refused(NOT_APPROVED)
        return found

    def _recognized(self, message):
        """Whether a listed body is this message; a template comes back in its own words, with all our values."""
        if message.channel == "whatsapp" and self._template(message):
            values = _values(message)
            return lambda body: bool(values) and all(text in body for text in values)
        return lambda body: body == message.body

    def _built(self, ask):
        recorder = _Recorder(self.base_url)
        try:
            ask(Client(self.account_sid, self.auth_token, http_client=recorder).messages)
        except _Built as built:
            return built.request


def _values(message):
    """In the order of the template: that of the shop's own text as it is registered, else of the message's."""
    names = message.registration["variables"] if message.registration else message.variables
    return [message.variables.get(name, "") for name in names]


def _registered(message):
    """The registered header of the shop's own text, if it has one; Refused where a variable is too long for the law.

    India's operators compare the text itself with what is registered (DLT), so it goes as it stands.
    """
    for name, text in message.variables.items():
        fitting(text, name)
    return message.registration.get("header")


class _Built(Exception):
    def __init__(self, request):
        self.request = request


class _Recorder(HttpClient):
    """Stands where the SDK would send, and hands the request back instead."""

    def __init__(self, base_url):
        super().__init__(None, False, None)
        self.base_url = base_url

    def request(self, method, url, params=None, data=None, headers=None, auth=None, **more):
        basic = base64.b64encode(":".join(auth).encode()).decode()
        url = url.replace(HOST, self.base_url, 1) + (f"?{urlencode(params)}" if params else "")
        raise _Built(Request(method, url, headers={**headers, "Authorization": f"Basic {basic}"}, data=data))


def is_signed(url, form, headers, auth_token, shared_key=""):
    """Whether Twilio signed this form for this public address."""
    algorithm = get_signature_algorithm(headers.get(SETTINGS, ""))
    secret = auth_token if algorithm == HMAC_SHA1 else shared_key
    return bool(secret) and RequestValidator(secret).validate(
        url, form, headers.get(SIGNATURE, ""), algorithm
    )


def report(form, notification_id, at):
    """The report of one status callback, which tells no time of its own: `at` is when it came."""
    raw_word = form.get("MessageStatus") or form.get("SmsStatus") or ""
    code = form.get("ErrorCode") or ""
    return Report(
        word=WORDS.get(raw_word, ""),
        raw_word=raw_word,
        at=at,
        reference=form.get("MessageSid") or form.get("SmsSid") or "",
        notification_id=notification_id,
        reason=f"Twilio error {code}" if code else "",
        never_again=code == ASKED_TO_STOP,
        has_time=False,
        raw={key: form[key] for key in form},
    )
