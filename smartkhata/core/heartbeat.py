"""Marks in Redis that worker and beat are alive; they fade by themselves."""

import redis
from django.conf import settings

SWEPT = "smartkhata:swept"  # beat asked for a sweep and a worker did it
BEAT = "smartkhata:beat"  # beat handed a job to Redis
FADE_SECONDS = 30


def mark(name=SWEPT):
    try:
        client().set(name, "1", ex=FADE_SECONDS)
    except redis.RedisError:
        return  # the mark is for people; the work goes on without it


def seen(name=SWEPT):
    try:
        return client().exists(name) == 1
    except redis.RedisError:
        return False


def client():
    return redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1)
