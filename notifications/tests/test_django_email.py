"""Mail by SMTP, against a server of a hundred lines less: what each of its answers means."""

import socket
import threading
from contextlib import suppress

import pytest
from django.core import mail

from notifications.providers.base import Attachment, Message
from notifications.providers.django_email import DjangoEmail

LETTER = Message(
    reference="r1",
    channel="email",
    to="ramesh@example.com",
    kind="invoice_created",
    subject="Invoice INV-1",
    body="Dear Ramesh",
    html="<p>Dear Ramesh</p>",
    from_name="Asha Traders",
    reply_to="asha@shop.example",
    attachments=(Attachment("INV-1.pdf", b"%PDF-1.7"),),
)


class Smtp(threading.Thread):
    """One conversation; `says` replaces the answer to a command, and None there ends the connection."""

    def __init__(self, **says):
        super().__init__(daemon=True)
        self.says, self.got = says, []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.start()

    def run(self):
        with suppress(OSError, ValueError):  # the other side, or we ourselves, ended it
            self._talk()

    def _talk(self):
        connection, _ = self.socket.accept()
        with connection, connection.makefile("rwb") as stream:
            self._say(stream, "220 ready")
            while line := stream.readline().decode().strip():
                command = line.split()[0].upper()
                answer = self.says.get(
                    command, {"DATA": "354 go on", "QUIT": "221 bye"}.get(command, "250 ok")
                )
                if answer is None:
                    return
                self._say(stream, answer)
                if command == "DATA" and answer.startswith("354"):
                    self._letter(stream)

    def _letter(self, stream):
        lines = []
        while (line := stream.readline()) != b".\r\n":
            lines.append(line)
        self.got.append(b"".join(lines).decode())
        answer = self.says.get("END", "250 taken")
        if answer is None:
            stream.close()
        else:
            self._say(stream, answer)

    def _say(self, stream, text):
        stream.write(f"{text}\r\n".encode())
        stream.flush()


def send(server):
    provider = DjangoEmail(
        host="127.0.0.1", port=str(server.port), use_tls="", sender="Bills <bills@sk.example>"
    )
    return provider.send(LETTER)


def test_a_mail_arrives_with_both_texts_and_the_pdf():
    server = Smtp()
    outcome = send(server)
    assert outcome.state == "accepted", outcome
    [letter] = server.got
    assert "From: Asha Traders <bills@sk.example>" in letter and "Reply-To: asha@shop.example" in letter
    assert "text/plain" in letter and "text/html" in letter and 'filename="INV-1.pdf"' in letter
    assert outcome.reference == "<r1@sk.example>" and outcome.reference in letter


@pytest.mark.parametrize(
    ("says", "state"),
    [
        ({"RCPT": "550 no such user"}, "rejected"),
        ({"RCPT": "450 try later"}, "not_sent"),
        ({"MAIL": "553 not you"}, "rejected"),
        ({"DATA": "451 busy"}, "not_sent"),
        ({"END": "552 too large"}, "rejected"),
        ({"END": "451 try later"}, "not_sent"),
    ],
)
def test_what_a_mail_server_says(says, state):
    assert send(Smtp(**says)).state == state


def test_nobody_there_is_surely_not_sent():
    server = Smtp()
    server.socket.close()
    assert (
        DjangoEmail(host="127.0.0.1", port="9", use_tls="", sender="b@sk.example").send(LETTER).state
        == "not_sent"
    )


def test_a_break_after_the_letter_is_a_doubt():
    """The provider lets the error out; whoever calls it makes a doubt of it (services/sending.py)."""
    with pytest.raises(Exception, match="closed|lost|reset"):
        send(Smtp(END=None))


def test_other_services_of_django_get_our_id(settings):
    outcome = DjangoEmail(
        backend="django.core.mail.backends.locmem.EmailBackend", sender="b@sk.example"
    ).send(LETTER)
    assert outcome.state == "accepted"
    assert mail.outbox[-1].metadata == {"notification_id": "r1"}


def test_a_service_that_is_not_set_up_right_is_surely_not_asked():
    outcome = DjangoEmail(backend="no.such.Backend", sender="b@sk.example").send(LETTER)
    assert outcome.state == "not_sent" and "not set up right" in outcome.error and outcome.no_access
