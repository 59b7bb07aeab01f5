"""A wire to nowhere: local listeners, their certificates, and names that resolve as a test likes."""

import datetime
import re
import socket
import ssl
from contextlib import contextmanager
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

OK = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n{"a": 1}'


class Listener:
    """Notes the request of each connection (``b""`` when none came) and sends `answer` to it.

    `answer` is bytes, or a function that is given the connection.
    """

    def __init__(self, answer, tls):
        self.answer, self.tls, self.requests = answer, tls, []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]

    def serve(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.requests.append(b"")
            try:
                self._talk(connection)
            except OSError:
                continue

    def _talk(self, raw):
        with self.tls.wrap_socket(raw, server_side=True) if self.tls else raw as connection:
            self.requests[-1] = _request(connection)
            self.answer(connection) if callable(self.answer) else connection.sendall(self.answer)


def _request(connection):
    received = b""
    while chunk := connection.recv(65536):
        received += chunk
        head, end, body = received.partition(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        if end and len(body) >= (int(length[1]) if length else 0):
            break
    return received


@contextmanager
def server(answer=OK, tls=None):
    """A Listener on 127.0.0.1 while the block runs."""
    listener = Listener(answer, tls)
    thread = Thread(target=listener.serve, daemon=True)
    thread.start()
    try:
        yield listener
    finally:
        listener.socket.shutdown(socket.SHUT_RDWR)
        listener.socket.close()
        thread.join(5)


def names_resolve_to(monkeypatch, *answers):
    """Names resolve to these lists of addresses, one after the other; addresses to themselves."""
    real, left = socket.getaddrinfo, list(answers)

    def fake(name, port, *args, **kwargs):
        if name[:1].isdigit():
            return real(name, port, *args, **kwargs)
        addresses = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", fake)


def certificate(directory, name):
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
