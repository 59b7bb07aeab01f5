"""SMS in Kenya by Africa's Talking. https://developers.africastalking.com/docs/sms/sending

Its reports carry no signature, so the address is secret and only known ids count.
"""

from dataclasses import dataclass

from notifications.providers.base import GARBLED, HttpProvider, Outcome, Report, parsed, refused
from smartkhata.core.fanout import Request

# 100 processed, 101 sent, 102 queued.
TAKEN = {100, 101, 102}
# Ours or its own trouble, which passes: sender, balance, gateway.
LATER = {402, 405, 500, 501, 502}
NO_BALANCE, NO_SENDER = 405, 402
NO_SENDER_WORDS = {"InvalidSenderId", "InvalidSenderID"}
# The number is on a list of those who want none: its own block list, the country's do-not-disturb.
BLOCKED = {406, 409}
WORDS = {
    "Sent": "sent",
    "Submitted": "sent",
    "Buffered": "sent",
    "Success": "delivered",
    "Rejected": "failed",
    "Failed": "failed",
    "AbsentSubscriber": "failed",
    "Expired": "failed",
}
NEVER = {"UserInBlackList", "UserInBlacklist", "DoNotDisturbRejection"}


@dataclass(frozen=True)
class AfricasTalking(HttpProvider):
    username: str
    api_key: str
    sender: str = ""
    hook_secret: str = ""
    base_url: str = "https://api.africastalking.com"

    name = "africastalking"

    @staticmethod
    def carries(to):
        """It has no place for the header and the template of a registered text, so India's operators drop it."""
        return not to.startswith("+91")

    def request(self, message):
        form = {
            "username": self.username,
            "to": message.to,
            "message": message.body,
            "bulkSMSMode": "1",
            "enqueue": "1",
        }
        form |= {"from": self.sender} if self.sender else {}
        headers = {"apiKey": self.api_key, "Accept": "application/json"}
        return Request("POST", f"{self.base_url}/version1/messaging", headers=headers, data=form)

    def outcome(self, answer):
        sent = parsed(answer).get("SMSMessageData")
        if not answer.ok:
            return refused(answer, answer.text)
        if not isinstance(sent, dict):
            return Outcome("ambiguous", error=GARBLED)
        rows = sent.get("Recipients") or []
        if len(rows) != 1 or not isinstance(rows[0], dict):
            # It took nobody and says why in its own words (an unknown sender, an empty list).
            error = str(sent.get("Message") or GARBLED)
            known = {"no_access": error in NO_SENDER_WORDS, "no_balance": error == "InsufficientBalance"}
            return Outcome("ambiguous", error=error) if rows else Outcome("not_sent", error=error, **known)
        return _of(rows[0])


def _of(row):
    code, status = row.get("statusCode"), str(row.get("status") or "")
    if code in TAKEN and row.get("messageId") not in (None, "", "None"):
        return Outcome("accepted", reference=str(row["messageId"]))
    if code in TAKEN:
        return Outcome("ambiguous", error=GARBLED)
    return Outcome(
        "not_sent" if code in LATER else "rejected",
        error=f"Africa's Talking: {status}",
        never_again=code in BLOCKED,
        no_balance=code == NO_BALANCE,
        no_access=code == NO_SENDER,
    )


def report(form, at):
    """The report of one delivery callback, which tells no time of its own: `at` is when it came."""
    raw_word, reason = form.get("status", ""), form.get("failureReason") or ""
    word = WORDS.get(raw_word, "")
    return Report(
        word=word,
        raw_word=raw_word,
        at=at,
        reference=form.get("id", ""),
        recipient=form.get("phoneNumber", ""),
        # Of an absent or an expired one it gives no reason but the status itself.
        reason=reason or (raw_word if word == "failed" else ""),
        never_again=reason in NEVER,
        has_time=False,
        raw={key: form[key] for key in form},
    )
