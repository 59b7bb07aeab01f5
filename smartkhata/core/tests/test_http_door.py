"""The one door out: what is sent, and which failures may be repeated."""

import socket
import struct

import pytest

from smartkhata.core import http
from smartkhata.core.tests.wire import certificate, names_resolve_to, server


def _reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _wait_for_the_end(connection):
    connection.recv(1)


def _drip(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(10_000):
        connection.sendall(b"x" * 10)


def test_an_answer_is_status_headers_and_body():
    with server() as there:
        answer = http.request("GET", f"http://localhost:{there.port}/x?y=1", headers={"X-Key": "k"})
    assert (answer.status, answer.ok, answer.headers["content-type"]) == (200, True, "application/json")
    assert (answer.text, answer.json()) == ('{"a": 1}', {"a": 1})
    head = there.requests[0].decode()
    assert head.startswith("GET /x?y=1 HTTP/1.1\r\n")
    assert f"Host: localhost:{there.port}\r\n" in head
    assert "X-Key: k\r\n" in head


def test_a_body_goes_as_json_or_as_a_form():
    with server() as there:
        http.request("POST", f"http://127.0.0.1:{there.port}/", json={"to": "नमस्ते"})
        http.request("POST", f"http://127.0.0.1:{there.port}/", data={"to": "+254722123456"})
    as_json, form = there.requests
    assert b"Content-Type: application/json" in as_json
    assert form.endswith(b"to=%2B254722123456")


def test_an_error_status_is_an_answer_too():
    with server(b"HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 4\r\n\r\nbusy") as there:
        answer = http.request("GET", f"http://127.0.0.1:{there.port}/")
    assert (answer.status, answer.ok, answer.headers["Retry-After"]) == (503, False, "7")
    with pytest.raises(ValueError):
        answer.json()


def test_a_redirect_is_not_followed():
    with server() as elsewhere:
        target = f"http://127.0.0.1:{elsewhere.port}/".encode()
        with server(b"HTTP/1.1 302 Go\r\nLocation: " + target + b"\r\nContent-Length: 0\r\n\r\n") as there:
            assert http.request("GET", f"http://127.0.0.1:{there.port}/").status == 302
    assert elsewhere.requests == []


def test_a_proxy_of_the_environment_is_no_second_way_out(monkeypatch):
    with server() as proxy, server() as there:
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{proxy.port}")
        monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{proxy.port}")
        assert http.request("GET", f"http://127.0.0.1:{there.port}/").ok
    assert proxy.requests == []


def test_the_next_address_is_tried_when_one_does_not_answer(monkeypatch):
    names_resolve_to(monkeypatch, ["127.0.0.2", "127.0.0.1"])
    with server() as there:
        assert http.request("GET", f"http://shop.example:{there.port}/").ok
    assert f"Host: shop.example:{there.port}".encode() in there.requests[0]


def test_a_closed_port_means_not_sent():
    with server() as there:
        pass
    with pytest.raises(http.NotSent):
        http.request("POST", f"http://127.0.0.1:{there.port}/")


def test_an_unknown_name_means_not_sent(monkeypatch):
    def unknown(*args, **kwargs):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(http.NotSent):
        http.request("POST", "https://provider.example/")


@pytest.mark.parametrize(
    "url",
    ["", "provider.example", "https://", "ftp://provider.example/", "https://a..b/", "https://１２７.0.0.1/"],
)
def test_a_malformed_address_means_not_sent(url):
    with pytest.raises(http.NotSent):
        http.request("POST", url)


def test_a_certificate_nobody_vouches_for_means_not_sent(tmp_path):
    tls, _ = certificate(tmp_path, "localhost")
    with server(tls=tls) as there, pytest.raises(http.NotSent):
        http.request("POST", f"https://localhost:{there.port}/", data="secret")
    assert there.requests == [b""]


def test_a_certificate_is_checked_against_the_name_and_not_the_dialled_address(tmp_path, monkeypatch):
    tls, authority = certificate(tmp_path, "provider.example")
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", authority)
    names_resolve_to(monkeypatch, ["127.0.0.1"])
    with server(tls=tls) as there:
        assert http.request("POST", f"https://provider.example:{there.port}/").ok
        with pytest.raises(http.NotSent):
            http.request("POST", f"https://other.example:{there.port}/")


@pytest.mark.parametrize(
    "answer",
    [
        _wait_for_the_end,
        _reset,
        _drip,
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * (http.LARGEST_ANSWER + 1),
    ],
    ids=["silence", "reset", "drip", "hang-up", "no HTTP", "half an answer", "too long an answer"],
)
def test_whatever_happens_after_sending_is_ambiguous(answer, monkeypatch):
    if answer is _drip:
        monkeypatch.setattr("smartkhata.core.http.time.monotonic", iter(range(0, 10**6, 9)).__next__)
    with server(answer) as there, pytest.raises(http.Ambiguous) as failed:
        http.request("POST", f"http://127.0.0.1:{there.port}/?key=secret", data="x", timeout=0.3)
    assert there.requests[0].startswith(b"POST")
    assert "secret" not in str(failed.value)


def test_the_largest_answer_is_read():
    with server(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * http.LARGEST_ANSWER) as there:
        assert len(http.request("GET", f"http://127.0.0.1:{there.port}/").text) == http.LARGEST_ANSWER
