"""A mark in Redis that clock and worker are alive; it fades by itself."""

import redis
from django.conf import settings

KEY = "smartkhata:swept"
FADE_SECONDS = 30


def mark():
    try:
        _client().set(KEY, "1", ex=FADE_SECONDS)
    except redis.RedisError:
        return  # the mark is for people; the sweep goes on without it


def seen():
    try:
        return _client().exists(KEY) == 1
    except redis.RedisError:
        return False


def _client():
    return redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1)
