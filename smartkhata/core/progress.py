"""How far a long job is: a hint in Redis for the page that waits. Without Redis the job goes on unseen."""

from contextlib import suppress

from django.core.cache import cache
from redis.exceptions import RedisError

_SECONDS = 3600


def tell(subject, done, total):
    """`done` of `total` steps of the job on `subject` (``"import:7f.."``) are made."""
    with suppress(RedisError, OSError):
        cache.set(f"progress:{subject}", (done, total), _SECONDS)


def asked(subject):
    """(done, total) as last told, or (0, 0)."""
    with suppress(RedisError, OSError):
        return cache.get(f"progress:{subject}") or (0, 0)
    return (0, 0)
