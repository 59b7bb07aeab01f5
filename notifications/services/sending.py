"""Calling providers for many messages at once, outside any transaction; each message gets its outcome."""

from concurrent.futures import ThreadPoolExecutor

import structlog
from django.utils.translation import gettext_noop

from notifications.providers.base import HttpProvider, Outcome, Refused
from smartkhata.core.fanout import Fanout
from smartkhata.core.http import Ambiguous, Forbidden, NotSent

log = structlog.get_logger(__name__)

NOBODY_KNOWS = gettext_noop("The connection broke while this was handed over; it may have been sent.")
OURS = gettext_noop("This could not be prepared for sending. Ask support to look at it.")
# The line below each says, for support, which host it was and how it failed.
NOT_ALLOWED = gettext_noop("The provider's address is not allowed.")
UNREACHED = gettext_noop("The provider could not be reached.")
SURE = ("accepted", "not_sent")


class Caller:
    """Keeps connections open from one wave of calls to the next."""

    def __init__(self):
        self._fanout = Fanout()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._fanout.__exit__(*error)

    def send(self, calls):
        """The outcomes of ``[(provider, message)]``, in their order; a failure of any kind is an outcome too."""
        return self._outcomes(calls, _send, _sending)

    def look_up(self, calls):
        """What the providers know of messages that got no answer: accepted, not_sent, or None if nothing."""
        found = self._outcomes(calls, _find, _finding)
        return [outcome if outcome and outcome.state in SURE else None for outcome in found]

    def _outcomes(self, calls, do, over_http):
        remote = [call for call in calls if isinstance(call[0], HttpProvider)]
        answered = iter(self._ask([over_http(*call) for call in remote]))
        local = iter(_in_threads(do, [call for call in calls if not isinstance(call[0], HttpProvider)]))
        return [next(answered if isinstance(call[0], HttpProvider) else local) for call in calls]

    def _ask(self, exchanges):
        """`exchanges` are (make a request, read its answer, message)."""
        requests = [_made(make, message) for make, _, message in exchanges]
        answers = iter(self._fanout.send([row for row in requests if not _is_outcome(row)]))
        return [
            request if _is_outcome(request) else _read(read, next(answers), message)
            for request, (_, read, message) in zip(requests, exchanges, strict=True)
        ]


def _sending(provider, message):
    return provider.request, lambda answer, message: provider.outcome(answer), message


def _finding(provider, message):
    if not provider.has_look_up:
        return lambda message: None, None, message
    return provider.look_up, provider.found, message


def _is_outcome(made):
    return made is None or isinstance(made, Outcome)


def _in_threads(do, calls):
    """A provider that takes one at a time is called here: it may write to our database."""
    width = max((provider.in_flight for provider, _ in calls), default=1)
    if width == 1:
        return [do(*call) for call in calls]
    with ThreadPoolExecutor(width) as pool:
        return list(pool.map(lambda call: do(*call), calls))


def _made(make, message):
    """The request; or the outcome, if there is none. A provider may refuse a message before anything is sent."""
    try:
        return make(message)
    except Refused as refusal:
        return Outcome("rejected", error=str(refusal))
    except Exception:
        log.exception("request_failed", notification=message.reference)
        return Outcome("not_sent", error=OURS)


def _read(read, answer, message):
    if isinstance(answer, Forbidden):
        return Outcome("rejected", error=f"{NOT_ALLOWED}\n{answer}")
    if isinstance(answer, NotSent):
        return Outcome("not_sent", error=f"{UNREACHED}\n{answer}")
    if isinstance(answer, Ambiguous):
        return Outcome("ambiguous", error=NOBODY_KNOWS)
    try:
        return read(answer, message)
    except Exception:
        log.exception("answer_unreadable", notification=message.reference)
        return Outcome("ambiguous", error=NOBODY_KNOWS)


def _send(provider, message):
    try:
        return provider.send(message)
    except Refused as refusal:
        return Outcome("rejected", error=str(refusal))
    except Exception:
        log.exception("send_failed", notification=message.reference)
        return Outcome("ambiguous", error=NOBODY_KNOWS)


def _find(provider, message):
    return provider.find(message) if provider.has_look_up else None
