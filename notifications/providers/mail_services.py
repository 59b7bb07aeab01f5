"""What django-anymail's errors prove: its services answer by HTTP, Amazon's by a dictionary of boto3.

https://anymail.dev/en/stable/sending/exceptions/ and
https://docs.aws.amazon.com/ses/latest/APIReference-V2/CommonErrors.html
"""

from notifications.providers.base import GARBLED, Outcome, refused
from smartkhata.core.http import Response

try:
    from anymail.exceptions import AnymailError, AnymailRecipientsRefused
except ImportError:  # an extra: without it nobody raises these

    class AnymailError(Exception):
        pass

    class AnymailRecipientsRefused(AnymailError):
        pass


# Amazon answers 400 to what passes or is ours to mend; anything else with 400 is about the mail.
LATER = {
    "AccountSuspendedException",
    "LimitExceededException",
    "SendingPausedException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
}
# urllib3's words for a connection that never came about.
NOBODY_THERE = {"ConnectTimeoutError", "NameResolutionError", "NewConnectionError"}


def outcome_of(error):
    """The outcome of a mail that ended in `error`."""
    words = str(error)[:300]
    if isinstance(error, AnymailRecipientsRefused):
        return Outcome("rejected", error=words)
    if isinstance(error.response, dict):
        return _of_amazon(error.response, words)
    if error.response is None:
        return Outcome("not_sent" if _never_connected(error) else "ambiguous", error=words)
    if error.response.ok:
        return Outcome("ambiguous", error=GARBLED)
    return refused(Response(error.response.status_code, error.response.headers, ""), words)


def _of_amazon(response, words):
    about = response.get("ResponseMetadata", {})
    if response.get("Error", {}).get("Code") in LATER:
        return Outcome("not_sent", error=words)
    return refused(Response(about.get("HTTPStatusCode", 500), about.get("HTTPHeaders", {}), ""), words)


def _never_connected(error):
    """Nobody at the port and no such name are sure; a break in the middle is not."""
    causes = getattr(error.__cause__, "args", ())
    return bool(causes) and type(getattr(causes[0], "reason", None)).__name__ in NOBODY_THERE
