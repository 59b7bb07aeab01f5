"""Before each provider stands a gate: a breaker, a bucket of tokens, and the Retry-After it asked for.

The gate is a row, so all workers see the same one. A provider that has not answered well within the last
minute gets no more than TRIAL calls at once, so a dead one costs few calls before the breaker opens.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from notifications.models import ProviderGate

WINDOW = timedelta(seconds=60)
TRIAL = 20
PROBE = timedelta(seconds=15)


def allowed(key, wanted, *, rate=None, urgent=False, now=None):
    """(how many of `wanted` calls may begin now, the moment from which the others may).

    `rate` is calls per second; urgent calls use tokens and never wait for them.
    """
    now = now or timezone.now()
    with transaction.atomic():
        gate = _locked(key)
        if gate.held_until and gate.held_until > now:
            return 0, gate.held_until
        if gate.opened_at:
            return _probe(gate, now)
        count, then = _tokens(gate, wanted, rate or _rate(key), urgent, now)
        if not (gate.proven_at and gate.proven_at > now - WINDOW):
            count = min(count, TRIAL)
        gate.tokens -= count
        gate.save()
    return count, then


def note(key, *, good=0, bad=0, retry_after=None, now=None):
    """Count answers; open the breaker when half of at least TRIAL calls of a minute came to nothing."""
    now = now or timezone.now()
    with transaction.atomic():
        gate = _locked(key)
        if not gate.window_at or gate.window_at < now - WINDOW:
            gate.window_at, gate.good, gate.bad = now, 0, 0
        gate.good, gate.bad = gate.good + good, gate.bad + bad
        if good:
            gate.proven_at = now
        if retry_after:
            gate.held_until = max(filter(None, [gate.held_until, now + timedelta(seconds=retry_after)]))
        _switch(gate, good, bad, now)
        gate.save()


def is_open(key):
    """Whether the breaker holds calls back."""
    return ProviderGate.objects.filter(pk=key, opened_at__isnull=False).exists()


def _locked(key):
    ProviderGate.objects.bulk_create([ProviderGate(key=key)], ignore_conflicts=True)
    return ProviderGate.objects.select_for_update().get(pk=key)


def _probe(gate, now):
    """One call each 15 s finds out whether the provider is back."""
    if gate.probe_at > now:
        return 0, gate.probe_at
    gate.probe_at = now + PROBE
    gate.save(update_fields=["probe_at"])
    return 1, gate.probe_at


def _tokens(gate, wanted, rate, urgent, now):
    """A bucket that holds one second's calls; it may go below nothing for what is urgent."""
    if not rate:
        gate.tokens, gate.refilled_at = wanted, now
        return wanted, now
    since = (now - gate.refilled_at).total_seconds() if gate.refilled_at else 1
    gate.tokens, gate.refilled_at = min(rate, gate.tokens + since * rate), now
    count = wanted if urgent else max(0, min(wanted, int(gate.tokens)))
    return count, now + timedelta(seconds=1)


def _switch(gate, good, bad, now):
    if gate.opened_at and good:
        gate.opened_at = gate.probe_at = None
        gate.good, gate.bad = good, 0
    elif bad and not gate.opened_at and gate.good + gate.bad >= TRIAL and gate.bad >= gate.good:
        gate.opened_at, gate.probe_at = now, now + PROBE


def _rate(key):
    return settings.PROVIDER_RATES.get(key.partition(":")[0])
