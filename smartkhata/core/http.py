"""The only way out to the network: one timeout, no redirects, no private addresses, small answers.

A failure says whether the other side may have acted: NotSent may be repeated, Ambiguous may not.
"""

import ipaddress
import json as jsonlib
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

LARGEST_ANSWER = 256 * 1024
_AGENT = {"User-Agent": "SmartKhata"}
# What Python calls global and is not, or not in each version: the metadata of Azure and Oracle, old site-local
# addresses, local NAT64, and the tunnels (6to4, Teredo) that may carry any IPv4 address inside.
_NEVER = [
    ipaddress.ip_network(net)
    for net in ("168.63.129.16/32", "192.0.0.0/24", "fec0::/10", "64:ff9b:1::/48", "2002::/16", "2001::/32")
]
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class NotSent(Exception):
    """The request surely did not arrive: no address, no connection, no TLS. It may be repeated."""


class Forbidden(NotSent):
    """We refused to send it: a private address, a host that is not allowed, plain http. Never repeat it."""


class Ambiguous(Exception):
    """It was sent, or partly, and no whole answer came: the other side may have acted."""


@dataclass(frozen=True)
class Response:
    """Any answer at all, also 3xx, 4xx and 5xx. `headers` ignores case."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def ok(self):
        return 200 <= self.status < 300

    def json(self):
        """The parsed body; ValueError when it is no JSON."""
        return jsonlib.loads(self.text)


def request(method, url, *, headers=None, json=None, data=None, timeout=10, allow_hosts=None):
    """Send one request on a connection of its own; `timeout` in seconds, `allow_hosts` exact host names.

    Raises NotSent (Forbidden among it) or Ambiguous. Only https, except with OUTBOUND_ALLOW_PRIVATE.
    """
    with requests.Session() as session:
        # The environment's proxies and .netrc would be a second way out.
        session.trust_env = False
        session.mount("https://", _Adapter())
        session.mount("http://", _Adapter())
        prepared = _prepare(session, method, url, headers, json, data)
        _check_url(prepared.url, allow_hosts)
        try:
            with session.send(prepared, timeout=timeout, allow_redirects=False, stream=True) as answer:
                return Response(answer.status_code, answer.headers, _text(answer, time.monotonic() + timeout))
        except (requests.RequestException, HTTPError, OSError) as error:
            raise Ambiguous(f"{_host(prepared.url)}: {type(error).__name__} after sending") from error


def _prepare(session, method, url, headers, json, data):
    wanted = requests.Request(method, url, headers={**_AGENT, **(headers or {})}, json=json, data=data)
    try:
        return session.prepare_request(wanted)
    except requests.RequestException as error:
        raise NotSent(f"No request could be made ({type(error).__name__}).") from error


def _check_url(url, allow_hosts):
    if allow_hosts is not None and _host(url) not in allow_hosts:
        raise Forbidden(f"{_host(url)} is not among the allowed hosts.")
    if not url.startswith(("https://", "http://") if settings.OUTBOUND_ALLOW_PRIVATE else "https://"):
        raise Forbidden(f"{_host(url)} is not asked over https.")


def _host(url):
    return requests.compat.urlsplit(url).hostname


def _text(answer, deadline):
    """The body within size and time: a server that drips bytes may not hold a worker."""
    body = b""
    for chunk in answer.iter_content(16 * 1024):
        body += chunk
        if len(body) > LARGEST_ANSWER or time.monotonic() > deadline:
            raise requests.RequestException("the answer is too long or too slow")
    return body.decode(errors="replace")


class _Guarded:
    """A connection that only goes to addresses it has checked. Until it stands, nothing was sent."""

    def connect(self):
        try:
            super().connect()
        except (OSError, HTTPError, ValueError) as error:
            raise NotSent(f"{self.host}: no connection ({type(error).__name__})") from error

    def _new_conn(self):
        # The checked address itself is dialled, because a second look-up might give another one. The
        # name is put back for TLS and the Host header.
        name, failure = self._dns_host, None
        try:
            for address in _addresses(name, self.port):
                self._dns_host = address
                try:
                    return super()._new_conn()
                except (NewConnectionError, ConnectTimeoutError) as error:
                    failure = error
        finally:
            self._dns_host = name
        raise failure


def _addresses(name, port):
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(place[0] for *_, place in found))
    if not settings.OUTBOUND_ALLOW_PRIVATE and not all(map(is_public, addresses)):
        raise Forbidden(f"{name} is not on the public internet.")
    return addresses


def is_public(address):
    """Whether an IP address (text) is somebody's on the internet: not ours, not the cloud's own."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    ip = getattr(ip, "ipv4_mapped", None) or ip
    ip = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else ip
    return ip.is_global and not ip.is_multicast and not any(ip in net for net in _NEVER)


class _Plain(_Guarded, HTTPConnectionPool.ConnectionCls):
    pass


class _Tls(_Guarded, HTTPSConnectionPool.ConnectionCls):
    pass


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _Tls


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args, **kwargs):
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _PlainPool, "https": _TlsPool}
