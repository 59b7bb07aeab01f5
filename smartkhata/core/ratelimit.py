"""Soft limits in Redis: they protect a purse or a queue, so a Redis that is away lets people work on.

Tries at secrets are counted in PostgreSQL instead (attempts.py).
"""

from dataclasses import dataclass
from functools import lru_cache

import redis
from django.conf import settings
from django.utils.translation import ngettext

from smartkhata.core.errors import DomainError

# One script, so that no counter is ever left without its end.
_COUNT = """
local used = redis.call('INCR', KEYS[1])
if used == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return {used, redis.call('TTL', KEYS[1])}
"""


@dataclass(frozen=True)
class Verdict:
    """`retry_after` is in whole seconds, 0 when allowed."""

    allowed: bool
    retry_after: int = 0


def hit(key, *, limit, seconds):
    """Count one use of `key` in its window of `seconds`, which begins with the first use."""
    try:
        used, left = _client(settings.REDIS_URL).eval(_COUNT, 1, f"limit:{key}", seconds)
    except redis.RedisError:
        return Verdict(allowed=True)
    return Verdict(allowed=True) if used <= limit else Verdict(allowed=False, retry_after=max(left, 1))


def require(key, *, limit, seconds):
    """Count one use of `key`; more than `limit` within `seconds` is a 429 with retry_after."""
    verdict = hit(key, limit=limit, seconds=seconds)
    if not verdict.allowed:
        wait = {"retry_after": verdict.retry_after}
        text = ngettext(
            "That was too often. Try again in %(n)s second.",
            "That was too often. Try again in %(n)s seconds.",
            verdict.retry_after,
        )
        raise DomainError(
            text % {"n": verdict.retry_after}, code="rate_limited", status=429, fields=wait, extra=wait
        )


@lru_cache
def _client(url):
    return redis.Redis.from_url(url, socket_connect_timeout=0.5, socket_timeout=0.5)
