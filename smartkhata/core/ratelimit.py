"""Soft limits in Redis: they protect a purse or a queue, so a Redis that is away lets people work on.

Tries at secrets are counted in PostgreSQL instead (attempts.py).
"""

from functools import lru_cache

import redis
from django.conf import settings

from smartkhata.core.errors import DomainError


def require(key, *, limit, seconds):
    """Count one use of `key`; more than `limit` within `seconds` is a 429 with retry_after."""
    try:
        used, wait = _count(f"limit:{key}", seconds)
    except redis.RedisError:
        return
    if used > limit:
        text = f"That was too often. Try again in {wait} seconds."
        raise DomainError(text, code="rate_limited", status=429, extra={"retry_after": wait})


def _count(key, seconds):
    with _client().pipeline(transaction=True) as pipe:
        pipe.incr(key)
        pipe.expire(key, seconds, nx=True)
        pipe.ttl(key)
        used, _, left = pipe.execute()
    return used, max(left, 1)


@lru_cache
def _client():
    return redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1)
