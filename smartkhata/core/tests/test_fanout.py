"""The door for many requests at once leaves nothing behind, whatever its thread was doing before."""

import asyncio
import gc
import warnings

import pytest

from smartkhata.core import fanout
from smartkhata.core.fanout import Fanout, Request
from smartkhata.core.tests.wire import server


@pytest.fixture(autouse=True)
def local(settings):
    settings.OUTBOUND_ALLOW_PRIVATE = True


@pytest.fixture
def left_behind():
    """What Python finds unawaited or unclosed once nobody holds it any more."""
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        yield lambda: gc.collect() and None or [str(one.message) for one in seen]


def ask(port):
    with Fanout() as door:
        return [answer.status for answer in door.send([Request("GET", f"http://127.0.0.1:{port}/")] * 3)]


def test_it_answers_and_closes(left_behind):
    with server() as listener:
        assert ask(listener.port) == [200, 200, 200]
    assert left_behind() == []


def test_inside_a_running_loop_it_answers_and_closes_too(left_behind):
    async def within():
        return ask(listener.port)

    with server() as listener:
        assert asyncio.run(within()) == [200, 200, 200]
    assert left_behind() == []


def test_opened_outside_and_used_inside_of_a_loop(left_behind):
    async def within():
        return door.send([Request("GET", f"http://127.0.0.1:{listener.port}/")])

    with server() as listener, Fanout() as door:
        first = door.send([Request("GET", f"http://127.0.0.1:{listener.port}/")])
        second = asyncio.run(within())
        assert [answer.status for answer in first + second] == [200, 200]
    assert left_behind() == []


def test_a_session_that_never_opened_is_closed_in_silence(left_behind, monkeypatch):
    def no_certificates():
        raise OSError("no certificates on this machine")

    monkeypatch.setattr(fanout, "_trusted", no_certificates)
    with pytest.raises(OSError, match="no certificates"), Fanout() as door:
        door.send([Request("GET", "http://127.0.0.1:1/")])
    assert left_behind() == []


def test_a_runner_in_the_thread_of_a_loop_is_caught(left_behind):
    """As it was: the session's coroutine is made, refused, and never awaited."""

    class Careless(Fanout):
        def send(self, requests):
            return self._send(requests)

    async def within():
        with Careless() as door:
            door.send([])

    with pytest.raises(RuntimeError, match="running event loop"):
        asyncio.run(within())
    assert any("never awaited" in text for text in left_behind())
