"""E-mail by whatever Django sends with: SMTP, or one of django-anymail's services (Amazon SES, Mailgun, ...)."""

import smtplib
from dataclasses import dataclass
from email.utils import formataddr, parseaddr

from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils.translation import gettext_noop

from notifications.providers.base import Outcome, Report
from notifications.providers.mail_services import AnymailError, one_try, outcome_of

SMTP = "django.core.mail.backends.smtp.EmailBackend"
CONNECT_SECONDS = 10
WRONG_PASSWORD = smtplib.SMTPAuthenticationError
NO_ANSWER = gettext_noop("The mail server did not answer.")
NOT_READY = gettext_noop("The mail service is not set up right. Ask support to look at it.")
# Anymail's own words for all its services.
WORDS = {
    "queued": "sent",
    "sent": "sent",
    "deferred": "deferred",
    "delivered": "delivered",
    "opened": "opened",
    "clicked": "clicked",
    "bounced": "bounced",
    "rejected": "failed",
    "failed": "failed",
    "complained": "complained",
    "unsubscribed": "unsubscribed",
}


@dataclass(frozen=True)
class DjangoEmail:
    host: str = ""
    port: str = "587"
    user: str = ""
    password: str = ""
    use_tls: str = "1"
    backend: str = SMTP
    sender: str = ""

    name = "django_email"
    in_flight = 16
    is_remote = True
    has_look_up = False

    def send(self, message):
        try:
            connection = self._connection()
            connection.open()
        except Exception as error:  # whatever it is, the letter was not handed over yet
            return _unready(error)
        try:
            letter = self._letter(message, connection)
            letter.send()
            return _taken(letter)
        except smtplib.SMTPRecipientsRefused as error:
            return _by_code(*next(iter(error.recipients.values())))
        except smtplib.SMTPResponseException as error:
            return _by_code(error.smtp_code, error.smtp_error)
        except AnymailError as error:
            return outcome_of(error)
        finally:
            connection.close()

    def _connection(self):
        if self.backend != SMTP:
            return get_connection(self.backend, **one_try(self.backend))
        return get_connection(
            SMTP,
            host=self.host,
            port=int(self.port),
            username=self.user,
            password=self.password,
            use_tls=self.use_tls in ("1", "true", "yes"),
            timeout=CONNECT_SECONDS,
        )

    def _letter(self, message, connection):
        name, address = parseaddr(self.sender)
        letter = EmailMultiAlternatives(
            subject=message.subject,
            body=message.body,
            from_email=formataddr((message.from_name or name, address)),
            to=[message.to],
            reply_to=[message.reply_to] if message.reply_to else None,
            headers=_headers(message, address),
            connection=connection,
        )
        if message.html:
            letter.attach_alternative(message.html, "text/html")
        for file in message.attachments:
            letter.attach(file.name, file.content, file.content_type)
        # Given back in Anymail's reports; a plain mail server knows nothing of it.
        letter.metadata = {"notification_id": message.reference}
        return letter


def _unready(error):
    """No connection; or a wrong password, a service that lacks its package, its keys or its region."""
    if isinstance(error, (OSError, smtplib.SMTPException)) and not isinstance(error, WRONG_PASSWORD):
        return Outcome("not_sent", error=f"{NO_ANSWER}\n({type(error).__name__})")
    return Outcome("not_sent", error=f"{NOT_READY}\n({type(error).__name__}: {error})"[:300], no_access=True)


def _headers(message, address):
    return {"Message-ID": f"<{message.reference}@{address.rpartition('@')[2]}>"} | message.list_headers


def _taken(letter):
    status = getattr(letter, "anymail_status", None)
    return Outcome(
        "accepted", reference=str(getattr(status, "message_id", "") or letter.extra_headers["Message-ID"])
    )


def _by_code(code, text):
    """SMTP: 4xx is for now, 5xx for ever. Either way the server said that it did not take the mail."""
    words = text.decode(errors="replace") if isinstance(text, bytes) else str(text)
    return Outcome("not_sent" if 400 <= code < 500 else "rejected", error=f"{code} {words}"[:300])


def anymail_report(event):
    """A report from Anymail's tracking event."""
    return Report(
        word=WORDS.get(event.event_type, ""),
        raw_word=event.event_type or "",
        at=event.timestamp,
        reference=str(event.message_id or ""),
        notification_id=str((event.metadata or {}).get("notification_id", "")),
        reason=str(event.description or event.reject_reason or ""),
        url=str(event.click_url or ""),
        raw={"event_type": event.event_type, "reject_reason": event.reject_reason},
    )
