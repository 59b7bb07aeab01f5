"""Delivering: claim a batch, call the providers outside any transaction, write down what came of it.

The order of each message: its row is leased, its text is made, the row says that the call begins, the
provider is called, the answer is written. A worker that dies before the call leaves a row that was surely not
sent; one that dies after leaves a doubt, which is looked into and never blindly repeated (outcomes.py).
"""

import time
from collections import Counter, defaultdict

import structlog
from django.conf import settings
from django.utils import timezone

from notifications.services import gates, outcomes, watch
from notifications.services.claiming import claim, record, submit
from notifications.services.failures import fail_all, other_channel
from notifications.services.preparing import prepared
from notifications.services.sending import Caller
from notifications.states import LOST
from smartkhata.core.queue import enqueue
from smartkhata.core.tenancy import business_scope

log = structlog.get_logger(__name__)

BATCH = 500
# Rows whose worker died go in small company first: one of them may be what stopped it.
SUSPECTS = 25
# A run ends before the worker's own time limit would end it.
RUN_SECONDS = 60


def deliver_due(limit=20_000, *, seconds=RUN_SECONDS, urgent=False):
    """Deliver the due messages of all shops, the most urgent first; returns how many were handled.

    With `urgent` only codes: a worker of their own keeps them from waiting behind anything.
    """
    end = time.monotonic() + seconds
    handled = 0
    with Caller() as caller:
        while handled < limit and time.monotonic() < end:
            claims = _next(min(BATCH, limit - handled), urgent)
            if not claims:
                break
            if len(claims) == BATCH:
                enqueue("notifications.deliver")  # there is more than this worker needs to carry alone
            _handle(caller, claims)
            handled += len(claims)
    return handled


def _next(limit, urgent):
    """The next batch: codes first; rows that may stop their worker last and few, the second time alone."""
    lanes = [True] if urgent else [True, False]
    for lane in lanes:
        if claims := claim(limit, urgent=lane) or claim(SUSPECTS, urgent=lane, suspects=True):
            return claims
    return []


def _handle(caller, claims):
    parcels, results = prepared(claims)
    _write(results)
    _look(caller, [parcel for parcel in parcels if parcel.claim.in_doubt])
    waiting = [parcel for parcel in parcels if not parcel.claim.in_doubt]
    # The first wave always goes; the later ones only while the lease is young, else the next batch has them.
    begin_by = time.monotonic() + settings.NOTIFICATION_LEASE_SECONDS / 3
    while waiting:
        wave, waiting, closed = _wave(waiting, begin_by)
        _write(closed)
        _call(caller, wave)


def _wave(parcels, begin_by):
    """(parcels to call for now, those for the next wave, results of those that must wait for their gate)."""
    now = timezone.now()
    if time.monotonic() > begin_by:
        return [], [], [outcomes.postponed(parcel.claim, now) for parcel in parcels]
    wave, later, closed = [], [], []
    for key, group in _by_key(parcels).items():
        provider, wanted = group[0].hand.provider, min(len(group), group[0].hand.provider.in_flight)
        count, moment = wanted, now
        if provider.is_remote:
            count, moment = gates.allowed(key, wanted, urgent=group[0].row.priority == 0, now=now)
        wave += group[:count]
        if count:
            later += group[count:]
        else:
            closed += [outcomes.postponed(parcel.claim, moment) for parcel in group]
    return wave, later, closed


def _by_key(parcels):
    groups = defaultdict(list)
    for parcel in parcels:
        groups[parcel.hand.key].append(parcel)
    return groups


def _call(caller, wave):
    ours = submit([(parcel.claim, parcel.hand.provider.name) for parcel in wave]) if wave else set()
    wave = [parcel for parcel in wave if parcel.claim in ours]
    answers = outcomes.believed(caller.send([(parcel.hand.provider, parcel.message) for parcel in wave]))
    now = timezone.now()
    _write(
        [
            outcomes.of_call(p.claim, p.row, answer, provider=p.hand.provider.name, now=now)
            for p, answer in zip(wave, answers, strict=True)
        ]
    )
    _note(wave, answers, now)


def _note(wave, answers, now):
    """Tell each gate how its provider did."""
    counts, waits = defaultdict(Counter), Counter()
    for parcel, answer in zip(wave, answers, strict=True):
        if parcel.hand.provider.is_remote:
            counts[parcel.hand.key][answer.state in ("accepted", "rejected")] += 1
            waits[parcel.hand.key] = max(waits[parcel.hand.key], answer.retry_after or 0)
    for key, count in counts.items():
        gates.note(key, good=count[True], bad=count[False], retry_after=waits[key], now=now)
    answered = list(zip(wave, answers, strict=True))
    empty = {p.hand: (p, answer) for p, answer in answered if answer.no_balance}
    shut = {p.hand: (p, answer) for p, answer in answered if answer.no_access}
    for parcel, answer in (*empty.values(), *shut.values()):
        watch.tell_trouble(parcel.row, parcel.hand, answer, at=now)


def _look(caller, doubts):
    """Ask the providers about rows of which nobody knows whether they were sent."""
    found = caller.look_up([(parcel.hand.provider, parcel.message) for parcel in doubts])
    now = timezone.now()
    results = []
    for parcel, answer in zip(doubts, found, strict=True):
        with business_scope(parcel.claim.business_id):
            can_switch = other_channel(parcel.row) is not None
        name = parcel.hand.provider.name
        results.append(
            outcomes.of_look(parcel.claim, parcel.row, answer, provider=name, can_switch=can_switch, now=now)
        )
    _write(results)


def _write(results):
    """Most results are one statement for all shops; a loss is a fact of its shop and written there."""
    record([result for result in results if result.state not in LOST])
    fail_all([result for result in results if result.state in LOST])
