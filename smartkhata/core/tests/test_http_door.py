"""The one door out: what is sent, what is refused, and which failures may be repeated."""

import datetime
import ipaddress
import socket
import ssl
import struct
from contextlib import contextmanager
from threading import Thread

import pytest
import urllib3.connection
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from smartkhata.core import http

OK = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n{"a": 1}'


@contextmanager
def server(answer=OK, tls=None):
    """A listener on 127.0.0.1 that notes each request and sends `answer`, bytes or a function of the socket."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.requests, listener.port = [], listener.getsockname()[1]
    thread = Thread(target=_serve, args=(listener, answer, tls), daemon=True)
    thread.start()
    yield listener
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(5)


def _serve(listener, answer, tls):
    while True:
        try:
            raw, _ = listener.accept()
        except OSError:
            return
        listener.requests.append(b"")
        try:
            with tls.wrap_socket(raw, server_side=True) if tls else raw as connection:
                listener.requests[-1] = connection.recv(65536)
                answer(connection) if callable(answer) else connection.sendall(answer)
        except OSError:
            continue


def _reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _wait_for_the_end(connection):
    connection.recv(1)


def _drip(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(10_000):
        connection.sendall(b"x" * 10)


@pytest.fixture
def _strict(settings):
    settings.OUTBOUND_ALLOW_PRIVATE = False


def _lookup(monkeypatch, *answers):
    """Names resolve to these lists of addresses, one after the other; addresses to themselves."""
    real, left = socket.getaddrinfo, list(answers)

    def fake(name, port, *args, **kwargs):
        if name[:1].isdigit():
            return real(name, port, *args, **kwargs)
        addresses = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", fake)


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
    _lookup(monkeypatch, ["127.0.0.2", "127.0.0.1"])
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
    "url", ["", "provider.example", "https://", "ftp://provider.example/", "https://a..b/"]
)
def test_a_malformed_address_means_not_sent(url):
    with pytest.raises(http.NotSent):
        http.request("POST", url)


def test_a_certificate_nobody_vouches_for_means_not_sent(tmp_path):
    tls, _ = _certificate(tmp_path, "localhost")
    with server(tls=tls) as there, pytest.raises(http.NotSent):
        http.request("POST", f"https://localhost:{there.port}/", data="secret")
    assert there.requests == [b""]


def test_a_certificate_is_checked_against_the_name_and_not_the_dialled_address(tmp_path, monkeypatch):
    tls, authority = _certificate(tmp_path, "provider.example")
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", authority)
    _lookup(monkeypatch, ["127.0.0.1"])
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


@pytest.mark.usefixtures("_strict")
@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "0.0.0.0", "[::1]", "[::]"]
    + ["[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[2002:7f00:1::]", "[64:ff9b::7f00:1]", "[fd00:ec2::254]"]
    + [
        "[fe80::1]",
        "[fec0::1]",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.100.100.200",
    ]
    + ["192.0.0.192", "168.63.129.16", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"]
    + ["evil@127.0.0.1", "１２７.0.0.1"],
)
def test_a_private_address_is_never_dialled(host):
    with server() as canary:
        with pytest.raises(http.NotSent):
            http.request("POST", f"https://{host}:{canary.port}/latest/meta-data")
    assert canary.requests == []


@pytest.mark.usefixtures("_strict")
@pytest.mark.parametrize(
    "address", ["127.0.0.1", "169.254.169.254", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1"]
)
def test_a_private_address_is_named_as_the_reason(address):
    assert not http.is_public(address)
    assert not ipaddress.ip_address(address).is_multicast


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_an_address_on_the_internet_is_public(address):
    assert http.is_public(address)


@pytest.fixture
def dialled(monkeypatch):
    """The addresses that would have been dialled; each refuses."""
    addresses = []

    def refuse(address, *args, **kwargs):
        addresses.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(urllib3.connection.connection, "create_connection", refuse)
    return addresses


@pytest.mark.usefixtures("_strict")
def test_a_name_that_changes_its_mind_is_dialled_where_it_was_checked(monkeypatch, dialled):
    _lookup(monkeypatch, ["93.184.216.34"], ["127.0.0.1"])
    with pytest.raises(http.NotSent):
        http.request("POST", "https://rebinding.example/")
    assert dialled == [("93.184.216.34", 443)]


@pytest.mark.usefixtures("_strict")
def test_a_name_with_one_private_address_is_refused_whole(monkeypatch, dialled):
    _lookup(monkeypatch, ["93.184.216.34", "127.0.0.1"])
    with pytest.raises(http.Forbidden):
        http.request("POST", "https://mixed.example/")
    assert dialled == []


@pytest.mark.usefixtures("_strict")
def test_plain_http_is_refused(monkeypatch, dialled):
    _lookup(monkeypatch, ["93.184.216.34"])
    with pytest.raises(http.Forbidden):
        http.request("POST", "http://provider.example/")
    assert dialled == []


@pytest.mark.parametrize(
    "url", ["http://evil.example", "http://api.example@evil.example", "http://x.api.example"]
)
def test_only_allowed_hosts_are_asked(url, monkeypatch, dialled):
    _lookup(monkeypatch, ["93.184.216.34"])
    with pytest.raises(http.Forbidden):
        http.request("POST", url, allow_hosts=["api.example"])
    assert dialled == []


def test_an_allowed_host_is_asked_whatever_its_case():
    with server() as there:
        assert http.request("GET", f"http://LOCALHOST:{there.port}/", allow_hosts=["localhost"]).ok


def _certificate(directory, name):
    """A server's TLS context for `name`, and the file of the authority that vouches for it (itself)."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = directory / "server.pem"
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(private + certificate.public_bytes(pem))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(file)
    return context, str(file)
