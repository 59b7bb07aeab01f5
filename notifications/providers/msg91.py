"""SMS in India by MSG91: registered templates (DLT) only, by its flow API, version 5.

https://docs.msg91.com/sms/send-sms; rules: TRAI TCCCPR 2018. Reports carry no signature, so the address is secret.
"""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_noop

from notifications.providers.base import (
    GARBLED,
    HttpProvider,
    Outcome,
    Refused,
    Report,
    fitting,
    is_passing,
    parsed,
    refused,
    retry_after,
    template_for,
)
from smartkhata.core.fanout import Request

WORDS = {"1": "delivered", "2": "failed", "9": "failed", "16": "failed", "25": "failed", "17": "failed"}
# This number will never take one: 9 is on the do-not-call list, 17 is blocked.
NEVER = {"9", "17"}


@dataclass(frozen=True)
class Msg91(HttpProvider):
    """`header` is the registered sender of six letters (or digits). `templates` (JSON) maps a kind, or kind, tone
    and language (without one it is English), to its registration: {"invoice_created.urgent.hi": {"id": MSG91's id,
    "variables": ["biz", "inv", "amt", "due", "link"]}}; a tone never falls back to the plain text. A shop's own
    text brings its registration along."""

    auth_key: str
    header: str
    templates: str
    entity_id: str = ""
    hook_secret: str = ""
    base_url: str = "https://control.msg91.com"

    name = "msg91"

    @staticmethod
    def carries(to):
        return to.startswith("+91")

    def __post_init__(self):
        if not re.fullmatch(r"[A-Za-z]{6}|[0-9]{6}", self.header):
            raise ValueError("MSG91_HEADER is the registered header: six letters, or six digits.")

    def check(self, message):
        self._template(message)
        return ""

    def request(self, message):
        if not re.fullmatch(r"\+91[6-9][0-9]{9}", message.to):
            raise Refused(gettext_noop("MSG91 sends to Indian mobile numbers only."))
        template = self._template(message)
        recipient = {"mobiles": message.to.lstrip("+")}
        for number, name in enumerate(template["variables"], start=1):
            recipient[f"VAR{number}"] = fitting(str(message.variables.get(name, "")), name)
        body = {
            "template_id": template["id"],
            "sender": template.get("header") or self.header,
            "short_url": "0",
            "recipients": [recipient],
        }
        headers = {"authkey": self.auth_key, "accept": "application/json"}
        return Request("POST", f"{self.base_url}/api/v5/flow", headers=headers, json=body)

    def outcome(self, answer):
        """`type` is the truth; of the HTTP status nothing is promised, but that the trouble is its own and passes."""
        body = parsed(answer)
        kind, text = body.get("type"), str(body.get("message") or "")
        if kind == "success" and text:
            return Outcome("accepted", reference=text)
        if kind == "error" and is_passing(answer):
            return Outcome("not_sent", error=text, retry_after=retry_after(answer))
        if kind == "error":
            ours = "auth" in text.lower() or answer.status in (401, 403)
            return Outcome("not_sent" if ours else "rejected", error=text, no_access=ours)
        return Outcome("ambiguous", error=GARBLED) if answer.ok else refused(answer, text)

    def _template(self, message):
        """The registration of these words. Free text may not go to India by SMS at all."""
        found = message.registration or template_for(message, json.loads(self.templates))
        if not (found and found["id"]):
            raise Refused(
                gettext_noop("This text is not registered for SMS in India (DLT). Use e-mail or WhatsApp.")
            )
        return found


def reports(payload):
    """The reports of one webhook call: version 2 (a form with JSON in `data`, read before) or version 3."""
    entries = payload if isinstance(payload, list) else [payload]
    found = []
    for entry in (entry for entry in entries if isinstance(entry, dict)):
        rows = entry.get("report") if isinstance(entry.get("report"), list) else [entry]
        found += [_report(entry, row) for row in rows if isinstance(row, dict)]
    return found


def _report(entry, row):
    raw_word = str(row.get("status", ""))
    word, words = WORDS.get(raw_word, ""), str(row.get("failedReason") or row.get("desc") or "")
    return Report(
        word=word,
        raw_word=raw_word,
        at=_moment(str(row.get("date") or "")),
        reference=str(entry.get("requestId") or row.get("requestId") or ""),
        recipient=f"+{str(row.get('number') or '').lstrip('+')}",
        reason=f"MSG91 {raw_word}: {words}" if word == "failed" else words,
        never_again=raw_word in NEVER,
        raw=row,
    )


def _moment(text):
    """Its times have no zone; India's is assumed. None if it can't be read: then the time of arrival counts."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Kolkata"))
    except ValueError:
        return None
