"""What django-anymail's errors prove: its services answer by HTTP, Amazon's by a dictionary of boto3.

https://anymail.dev/en/stable/sending/exceptions/ and
https://docs.aws.amazon.com/ses/latest/APIReference-V2/CommonErrors.html
"""

from django.conf import settings

from notifications.providers.base import GARBLED, Outcome, refused
from smartkhata.core.http import Response

try:
    from anymail.exceptions import (
        AnymailError,
        AnymailInvalidAddress,
        AnymailRecipientsRefused,
        AnymailSerializationError,
        AnymailUnsupportedFeature,
    )

    # The last three are raised while the request is made, before anybody is asked.
    NEVER = (
        AnymailRecipientsRefused,
        AnymailInvalidAddress,
        AnymailSerializationError,
        AnymailUnsupportedFeature,
    )
except ImportError:  # an extra: without it nobody raises these
    NEVER = ()

    class AnymailError(Exception):
        pass


AMAZON = "anymail.backends.amazon_ses.EmailBackend"
SECONDS = 10

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
# Amazon's own for the same, and for a request that could not even be signed.
NOBODY_ASKED = {
    "ConnectTimeoutError",
    "CredentialRetrievalError",
    "EndpointConnectionError",
    "NoCredentialsError",
    "ParamValidationError",
    "PartialCredentialsError",
}


def one_try(backend):
    """What the backend is made with: Amazon's would send again by itself after a break, and so twice."""
    if backend != AMAZON:
        return {}
    given = settings.ANYMAIL.get("AMAZON_SES_CLIENT_PARAMS", {})
    config = {"connect_timeout": SECONDS, "read_timeout": SECONDS} | given.get("config", {})
    return {"client_params": given | {"config": config | {"retries": {"total_max_attempts": 1}}}}


def outcome_of(error):
    """The outcome of a mail that ended in `error`."""
    words = str(error)[:300]
    if isinstance(error, NEVER):
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
    if type(error.__cause__).__name__ in NOBODY_ASKED:
        return True
    causes = getattr(error.__cause__, "args", ())
    return bool(causes) and type(getattr(causes[0], "reason", None)).__name__ in NOBODY_THERE
