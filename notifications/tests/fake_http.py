"""Our side of fake_provider.py: an HTTP provider, with a look-up or without."""

from notifications.providers.base import GARBLED, HttpProvider, Outcome, parsed, refused
from smartkhata.core.fanout import Request


class FakeHttp(HttpProvider):
    name = "fake"

    def __init__(self, url, *, has_look_up=False, timeout=10):
        self.url, self.has_look_up, self.timeout = url, has_look_up, timeout

    def request(self, message):
        body = {"reference": message.reference, "kind": message.kind, "to": message.to, "body": message.body}
        return Request("POST", f"{self.url}/send", json=body, timeout=self.timeout)

    def outcome(self, answer):
        if answer.status == 201 and parsed(answer).get("id"):
            return Outcome("accepted", reference=parsed(answer)["id"])
        return Outcome("ambiguous", error=GARBLED) if answer.ok else refused(answer, "")

    def look_up(self, message):
        return Request("GET", f"{self.url}/find?reference={message.reference}")

    def found(self, answer, message):
        """The fake knows at once and for certain."""
        if not answer.ok:
            return None
        return Outcome("accepted" if parsed(answer)["taken"] else "not_sent")
