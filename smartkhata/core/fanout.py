"""The door of http.py for hundreds of requests at once: the same rules, one thread, connections kept alive.

with Fanout() as fanout:
    answers = fanout.send([Request("POST", url, json={...}), ...])
"""

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache

import aiohttp
import certifi
import yarl
from aiohttp.abc import AbstractResolver
from aiohttp.resolver import ThreadedResolver
from django.conf import settings

from smartkhata.core.http import LARGEST_ANSWER, Ambiguous, Forbidden, NotSent, Response, is_public

CONNECT_SECONDS = 5
# Shorter than any provider's, or a request would be written into a connection that is being closed.
KEEP_ALIVE_SECONDS = 5
# Of these nothing was written: the connection never stood.
_BEFORE = (aiohttp.ClientConnectorError, aiohttp.ClientSSLError, aiohttp.InvalidURL)
_CONNECTING = (aiohttp.ConnectionTimeoutError,)


@dataclass(frozen=True)
class Request:
    """One request as plain values; `data` is a form (pairs or mapping), `timeout` in seconds."""

    method: str
    url: str
    headers: Mapping = field(default_factory=dict)
    json: object = None
    data: object = None
    timeout: float = 10


class Fanout:
    """Sends lists of requests; each answer is a Response, or the NotSent or Ambiguous that became of it."""

    def __init__(self):
        self._runner = self._session = None

    def __enter__(self):
        return self

    def __exit__(self, *error):
        runner, session = self._runner, self._session
        self._runner = self._session = None
        if runner:
            _outside_of_loops(_close, runner, session)

    def send(self, requests):
        """All at once; the answers in the order of the requests. Never raises for a single one."""
        return _outside_of_loops(self._send, requests)

    def _send(self, requests):
        self._runner = self._runner or asyncio.Runner()
        self._session = self._session or self._runner.run(_session())
        return self._runner.run(self._all(requests))

    async def _all(self, requests):
        return await asyncio.gather(*(_answer(self._session, request) for request in requests))


def _outside_of_loops(work, *args):
    """A thread runs one loop at a time: where the caller's already runs one, `work` gets a thread of its own."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return work(*args)
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work, *args).result()


def _close(runner, session):
    with runner:
        if session:
            runner.run(session.close())


async def _session():
    connector = aiohttp.TCPConnector(
        limit=0,
        resolver=_PublicOnly(),
        ssl=_trusted(),
        keepalive_timeout=KEEP_ALIVE_SECONDS,
    )
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": "SmartKhata"},
        trust_env=False,
    )


@lru_cache
def _trusted():
    """Reading the certificates takes longer than a call; a code must not wait for it each time."""
    return ssl.create_default_context(cafile=certifi.where())


async def _answer(session, request):
    try:
        url = _checked(request.url)
        return await _exchange(session, url, request)
    except (NotSent, Ambiguous) as failure:
        return failure
    except Exception as error:  # whatever happened after writing began, the other side may have acted
        return Ambiguous(f"{yarl.URL(request.url).host}: {type(error).__name__} after sending")


async def _exchange(session, url, request):
    timeout = aiohttp.ClientTimeout(total=request.timeout, sock_connect=min(CONNECT_SECONDS, request.timeout))
    try:
        async with session.request(
            request.method,
            url,
            headers=request.headers,
            json=request.json,
            data=request.data,
            timeout=timeout,
            allow_redirects=False,
        ) as answer:
            return Response(answer.status, answer.headers, await _text(answer))
    except _CONNECTING + _BEFORE as error:
        # A refusal of the resolver arrives as the cause of a connection error.
        cause = error.__cause__ or getattr(error, "os_error", None)
        if isinstance(cause, Forbidden):
            raise cause from None
        raise NotSent(f"{url.host}: no connection ({type(error).__name__})") from error


def _checked(text):
    url = yarl.URL(text)
    if url.scheme != "https" and not (settings.OUTBOUND_ALLOW_PRIVATE and url.scheme == "http"):
        raise Forbidden(f"{url.host} is not asked over https.")
    # Addresses in numbers never reach the resolver.
    if not settings.OUTBOUND_ALLOW_PRIVATE and _is_address(url.host) and not is_public(url.host):
        raise Forbidden(f"{url.host} is not on the public internet.")
    return url


def _is_address(host):
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


async def _text(answer):
    body = b""
    async for chunk in answer.content.iter_chunked(16 * 1024):
        body += chunk
        if len(body) > LARGEST_ANSWER:
            raise ValueError("the answer is too long")
    return body.decode(errors="replace")


class _PublicOnly(AbstractResolver):
    """The checked addresses are the ones that are dialled: there is no second look-up."""

    def __init__(self):
        self._inner = ThreadedResolver()

    async def resolve(self, host, port=0, family=socket.AF_INET):
        found = await self._inner.resolve(host, port, family)
        if not settings.OUTBOUND_ALLOW_PRIVATE and not all(is_public(row["host"]) for row in found):
            raise _Private(f"{host} is not on the public internet.")
        return found

    async def close(self):
        await self._inner.close()


class _Private(Forbidden, OSError):
    """An OSError, because that is what aiohttp expects of a resolver."""
