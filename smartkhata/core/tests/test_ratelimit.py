"""Soft limits: counted together by all processes, over after their time, open while Redis is away."""

import socket
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
import redis
from django.conf import settings as real

from smartkhata.core import ratelimit
from smartkhata.core.errors import DomainError


@pytest.fixture
def key():
    return f"test:{uuid.uuid4()}"


def test_so_many_uses_are_allowed_and_the_next_one_is_not(key):
    verdicts = [ratelimit.hit(key, limit=3, seconds=60) for _ in range(4)]
    assert [verdict.allowed for verdict in verdicts] == [True, True, True, False]
    assert verdicts[0].retry_after == 0
    assert 0 < verdicts[3].retry_after <= 60


def test_keys_do_not_know_each_other(key):
    assert ratelimit.hit(f"{key}:a", limit=1, seconds=60).allowed
    assert ratelimit.hit(f"{key}:b", limit=1, seconds=60).allowed


def test_the_window_starts_with_the_first_use_and_is_not_prolonged(key):
    server = redis.Redis.from_url(real.REDIS_URL)
    ratelimit.hit(key, limit=1, seconds=60)
    server.expire(f"limit:{key}", 20)
    assert ratelimit.hit(key, limit=1, seconds=60).retry_after <= 20
    server.delete(f"limit:{key}")
    assert ratelimit.hit(key, limit=1, seconds=60).allowed


def test_uses_at_the_same_moment_are_all_counted(key):
    with ThreadPoolExecutor(8) as pool:
        verdicts = list(pool.map(lambda _: ratelimit.hit(key, limit=10, seconds=60), range(40)))
    assert sum(verdict.allowed for verdict in verdicts) == 10


def test_a_refusal_is_a_429_that_says_when_to_come_back(key):
    ratelimit.require(key, limit=1, seconds=60)
    with pytest.raises(DomainError) as refused:
        ratelimit.require(key, limit=1, seconds=60)
    assert (refused.value.code, refused.value.status) == ("rate_limited", 429)
    assert 0 < refused.value.fields["retry_after"] <= 60
    assert refused.value.extra == refused.value.fields


@pytest.mark.parametrize("listens", [False, True], ids=["refuses", "does not answer"])
def test_people_work_on_while_redis_is_away(key, settings, listens):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        if not listens:
            silent.close()
        settings.REDIS_URL = f"redis://127.0.0.1:{port}/0"
        started = time.monotonic()
        assert ratelimit.hit(key, limit=0, seconds=60).allowed
        assert time.monotonic() - started < 2
