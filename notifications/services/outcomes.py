"""What follows from an outcome: when to try again, when to give up, and what to do with a doubt."""

import random
from collections import Counter
from datetime import timedelta

from django.utils.translation import gettext_noop

from notifications.kinds import KINDS
from notifications.providers.base import GARBLED, Outcome
from notifications.services.claiming import Result
from notifications.states import after

RETRY_SECONDS = (5, 30, 120, 600, 1800, 7200, 21600)
# Seconds after the call at which a doubt is looked into; after the last one it is decided.
LOOK_SECONDS = (30, 120, 300, 600)
TOO_LATE = gettext_noop("It was too late to send this.")
POISON = gettext_noop("The worker stopped each time it tried to send this. Ask support to look at it.")
UNCERTAIN = gettext_noop("Nobody could tell whether this arrived. Ask the customer before you send it again.")
MAX_CRASHES = 3


def believed(answers):
    """The outcomes of one wave; an id that was given to two messages proves nothing about either."""
    times = Counter(answer.reference for answer in answers if answer.reference)
    return [
        Outcome("ambiguous", error=GARBLED) if times[answer.reference] > 1 else answer for answer in answers
    ]


def of_call(claim, row, outcome, *, provider, now):
    """The result of a call to `provider` about `row`."""
    state = after("submitting", outcome.state)
    about = {"provider": provider, "error_message": outcome.error[:300]}
    if state == "accepted":
        return Result(claim, state, provider_ref=outcome.reference[:100], sent_at=now, **about)
    if state == "unknown":
        return Result(
            claim, state, looks=0, next_attempt_at=now + timedelta(seconds=LOOK_SECONDS[0]), **about
        )
    if state == "queued":
        return _again(claim, row, now, seconds=outcome.retry_after, **about)
    return Result(claim, state, never_again=outcome.never_again or None, **about)


def of_failure(claim, row, error, *, now):
    """The message could not be made: tried again alone, and put aside after three times."""
    if row.crashes + 1 >= MAX_CRASHES:
        return Result(claim, "quarantined", crashes=row.crashes + 1, error_message=error)
    return _again(claim, row, now, error_message=error, crashes=row.crashes + 1)


def postponed(claim, moment):
    """Not tried at all: the provider's gate is closed, or the PDF is being made."""
    return Result(claim, "queued", attempts=-1, next_attempt_at=moment)


def until(claim, row, moment):
    """Not tried before `moment`, when its hours begin; never if it would be too late then."""
    if moment >= row.expires_at:
        return Result(claim, "failed", error_message=row.error_message or TOO_LATE)
    return postponed(claim, moment)


def of_look(claim, row, found, *, provider, can_switch, now):
    """The result of looking into a doubt. `found` is the provider's word, None if it says nothing.

    `can_switch`: another channel reaches the customer, so the same one need not be risked twice.
    """
    asked = row.submitted_at or now
    if found and found.state == "accepted":
        about = {"provider_ref": found.reference[:100], "error_message": "", "sent_at": asked}
        return Result(claim, "accepted", provider=provider, **about)
    if found:
        return _again(claim, row, now, seconds=1)
    left = [seconds for seconds in LOOK_SECONDS if asked + timedelta(seconds=seconds) > now]
    if left:
        moment = asked + timedelta(seconds=left[0])
        return Result(claim, "unknown", looks=row.looks + 1, next_attempt_at=moment)
    if can_switch or row.possible_duplicate or not KINDS[row.kind].may_repeat:
        return Result(claim, "failed", looks=row.looks + 1, error_message=UNCERTAIN)
    return Result(claim, "queued", looks=0, possible_duplicate=True, next_attempt_at=now)


def _again(claim, row, now, *, seconds=None, **about):
    """Back into the queue, unless it would be too late then."""
    backoff = RETRY_SECONDS[min(max(row.attempts, 1), len(RETRY_SECONDS)) - 1] * random.uniform(0.8, 1.2)
    moment = now + timedelta(seconds=seconds or backoff)
    if moment >= row.expires_at:
        return Result(claim, "failed", **about | {"error_message": about.get("error_message") or TOO_LATE})
    return Result(claim, "queued", next_attempt_at=moment, **about)
