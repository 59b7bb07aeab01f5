"""What a provider takes and gives: plain values. It makes requests and reads answers, and sends nothing itself."""

from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Protocol

from django.utils.translation import gettext_noop

from notifications.registered import LONGEST_VARIABLE
from smartkhata.core.fanout import Request
from smartkhata.core.http import Response


@dataclass(frozen=True)
class Attachment:
    name: str
    content: bytes
    content_type: str = "application/pdf"


@dataclass(frozen=True)
class Message:
    """One message in clear text; `reference` is our own id, which the provider may give back.

    `variables` are the values in the text by name, in the order in which they stand in it, for providers that send
    registered templates; `registration` is that of the shop's own text: {"id", "header", "variables": [names]}, with
    an empty id if it was never registered, and empty itself if the text is ours;
    `since` is the moment it was handed over before, for a look-up; `hooks` is where reports may go,
    `unsubscribe` the address where the reader's mail program ends them with one POST.
    """

    reference: str
    channel: str
    to: str
    kind: str
    body: str
    subject: str = ""
    html: str = ""
    code: str = ""
    links: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = field(default=())
    language: str = "en"
    variables: dict = field(default_factory=dict)
    tone: str = "default"
    registration: dict = field(default_factory=dict)
    from_name: str = ""
    reply_to: str = ""
    unsubscribe: str = ""
    since: object = None
    hooks: str = ""

    @property
    def list_headers(self):
        """RFC 8058: with both of them a mail program shows its own button to unsubscribe."""
        if not self.unsubscribe:
            return {}
        return {
            "List-Unsubscribe": f"<{self.unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }


@dataclass(frozen=True)
class Outcome:
    """How a hand-over ended.

    accepted: the provider has it (`reference` is its id). rejected: it will never take it. not_sent: it
    surely did not get it, so a retry is safe. ambiguous: nobody knows, so it is never blindly repeated.
    `never_again`: the address itself refuses messages of this channel. `no_balance`: the account is used up;
    `no_access`: it is not let in as it is set up (a wrong key, an unknown sender), which a person has to mend.
    """

    state: str
    reference: str = ""
    error: str = ""
    retry_after: int | None = None
    never_again: bool = False
    no_balance: bool = False
    no_access: bool = False


class Refused(Exception):
    """A message that this provider can't carry, in words for the owner. Nothing was sent."""


@dataclass(frozen=True)
class Report:
    """One event that a provider tells of: `word` is ours (states.REPORTED), `raw_word` the provider's own.

    `word` is empty when we don't know the provider's word; then it is kept and counted, and changes nothing.
    `never_again`: the address itself refuses messages of this channel. `has_time` is False when `at` is only
    when the report came.
    """

    word: str
    raw_word: str
    at: object
    reference: str = ""
    notification_id: str = ""
    recipient: str = ""
    is_machine: bool = False
    reason: str = ""
    url: str = ""
    never_again: bool = False
    has_time: bool = True
    raw: dict = field(default_factory=dict)


class Provider(Protocol):
    """A provider that does its work in `send`: the outbox, a mail server."""

    name: str
    # How many messages may be with it at once; 1 is called in the worker's own thread.
    in_flight: int
    # Whether it can be slow, full or away, so that a gate stands before it (services/gates.py).
    is_remote: bool
    has_look_up: bool

    def send(self, message: Message) -> Outcome: ...


class HttpProvider:
    """A provider behind HTTP: `request` and `outcome`, and a look-up if it has one."""

    name: str
    in_flight = 500
    is_remote = True
    has_look_up = False
    # Whether it tells of deliveries later, when it knows where to.
    has_reports = True

    @staticmethod
    def carries(to: str) -> bool:
        """Whether it can send to this address by the law of its country."""
        return True

    def check(self, message: Message) -> str:
        """What may keep these words from arriving, or "". Refused if it can't carry them at all."""
        return ""

    def request(self, message: Message) -> Request:
        raise NotImplementedError

    def outcome(self, answer: Response) -> Outcome:
        raise NotImplementedError

    def look_up(self, message: Message) -> Request:
        """Ask what became of `message`, of which no answer came."""
        raise NotImplementedError

    def found(self, answer: Response, message: Message) -> Outcome | None:
        """accepted if the provider has it; None while it says nothing."""
        raise NotImplementedError


GARBLED = gettext_noop("The provider's answer could not be read; it may have been sent.")


TOO_LONG = gettext_noop(
    "A name or an amount in it is longer than the 40 characters that a registered SMS allows."
)
LINK_TOO_LONG = gettext_noop(
    "The link in it is longer than the 40 characters that a registered SMS allows. Ask support for a shorter address."
)
EMPTY = gettext_noop(
    "A registered SMS allows no empty place. Fill in what is missing in Settings, or use a text of your own without it."
)
ADDRESSES = ("link", "stop", "url")


def fitting(text, name):
    """The value of a registered text's variable; Refused if it is too long for one, or empty."""
    # The sentence is translated where it is read; which text it was stands on a line of its own.
    if not text:
        raise Refused(f"{EMPTY}\n{{{name}}}")
    if len(text) > LONGEST_VARIABLE and name in ADDRESSES:
        raise Refused(LINK_TOO_LONG)  # the link itself is a key, which is shown to nobody
    if len(text) > LONGEST_VARIABLE:
        raise Refused(f"{TOO_LONG}\n“{text}”")
    return text


def template_for(message, known):
    """What `known` ({kind, kind.tone, kind.language or kind.tone.language: template}) has for these words, or None.
    Without a language it is English: to others other words would go than the shop sees."""
    name = message.kind if message.tone == "default" else f"{message.kind}.{message.tone}"
    return known.get(f"{name}.{message.language}") or (known.get(name) if message.language == "en" else None)


def refused(answer, error):
    """The outcome of an answer that is no success, by its HTTP status (`error` is what the provider said).

    401 and 403 are ours to mend (a wrong key), so the message waits; other 4xx are about the message.
    """
    error = error[:300] or f"HTTP {answer.status}"
    if answer.status in (401, 403, 429, 503):
        is_ours = answer.status in (401, 403)
        return Outcome("not_sent", error=error, retry_after=retry_after(answer), no_access=is_ours)
    if 400 <= answer.status < 500:
        return Outcome("rejected", error=error)
    return Outcome("ambiguous", error=error)


def is_passing(answer):
    """Whether it asks for patience: too many at once, or its own trouble."""
    return answer.status == 429 or answer.status >= 500


def retry_after(answer):
    """Seconds of the Retry-After header (a number or a date), or None."""
    text = answer.headers.get("Retry-After", "").strip()
    if text.isdecimal():
        return min(int(text), 86400)
    try:
        until, now = parsedate_to_datetime(text), parsedate_to_datetime(answer.headers.get("Date", ""))
    except (TypeError, ValueError):
        return None
    return max(int((until - now).total_seconds()), 1)


def parsed(answer):
    """The JSON object of an answer; {} when it is none."""
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
