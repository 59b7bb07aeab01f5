"""What a provider takes and gives: plain values."""

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class Attachment:
    name: str
    content: bytes
    content_type: str = "application/pdf"


@dataclass(frozen=True)
class Message:
    """One message in clear text; `reference` is our own id, which the provider may give back."""

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


@dataclass(frozen=True)
class Outcome:
    """How a hand-over ended.

    accepted: the provider has it (`reference` is its id). rejected: it will never take it. not_sent: it
    surely did not get it, so a retry is safe. ambiguous: nobody knows, so it is never blindly repeated.
    """

    state: str
    reference: str = ""
    error: str = ""
    retry_after: int | None = None


class Provider(Protocol):
    name: str

    def send(self, message: Message) -> Outcome: ...
