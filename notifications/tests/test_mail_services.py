"""Mail by django-anymail's services, against a local server: what each answer proves about the mail."""

import pytest
from anymail import exceptions as errors

from notifications.providers.django_email import DjangoEmail
from notifications.providers.mail_services import outcome_of
from notifications.tests.exchanges import server
from notifications.tests.test_django_email import LETTER

__all__ = ["server"]
INACTIVE = "You tried to send to a recipient that has been marked as inactive. Found inactive addresses: "
TAKEN = {"id": "<1@sk.example>", "message": "Queued. Thank you."}


@pytest.fixture
def send(server, settings):
    """``send(service, status, body, headers)``: the outcome of one mail that the service answers so."""
    settings.ANYMAIL = {
        "MAILGUN_API_KEY": "key",
        "MAILGUN_SENDER_DOMAIN": "sk.example",
        "MAILGUN_API_URL": f"{server.url}/v3",
        "POSTMARK_SERVER_TOKEN": "token",
        "POSTMARK_API_URL": f"{server.url}/",
    }

    def answered(service, *answer):
        server.will_answer(*answer)
        return _mail(service)

    return answered


def _mail(service):
    backend = f"anymail.backends.{service}.EmailBackend"
    return DjangoEmail(backend=backend, sender="Bills <bills@sk.example>").send(LETTER)


def test_what_it_took_has_its_id(send):
    outcome = send("mailgun", 200, TAKEN)
    assert (outcome.state, outcome.reference) == ("accepted", "<1@sk.example>")


@pytest.mark.parametrize(
    ("status", "state"),
    [(400, "rejected"), (413, "rejected"), (401, "not_sent"), (503, "not_sent"), (500, "ambiguous")],
)
def test_an_answer_by_its_status(send, status, state):
    outcome = send("mailgun", status, {"message": "to parameter is not a valid address"})
    assert outcome.state == state and "not a valid address" in outcome.error


def test_it_may_say_when(send):
    outcome = send("mailgun", 429, {"message": "Too many"}, {"Retry-After": "30"})
    assert (outcome.state, outcome.retry_after) == ("not_sent", 30)


def test_an_address_that_the_service_refuses_is_refused(send):
    outcome = send(
        "postmark", 422, {"ErrorCode": 406, "Message": f"{INACTIVE}{LETTER.to}. Inactive recipients"}
    )
    assert outcome.state == "rejected"


def test_half_an_answer_is_a_doubt(send):
    assert send("mailgun", 200, "{").state == "ambiguous"


def test_nobody_at_the_port_is_surely_not_sent(send, settings):
    settings.ANYMAIL = settings.ANYMAIL | {"MAILGUN_API_URL": "http://127.0.0.1:9/v3"}
    assert _mail("mailgun").state == "not_sent"


@pytest.mark.parametrize(
    ("code", "status", "state"),
    [
        ("MessageRejected", 400, "rejected"),
        ("TooManyRequestsException", 429, "not_sent"),
        ("LimitExceededException", 400, "not_sent"),
        ("InternalFailure", 500, "ambiguous"),
    ],
)
def test_amazon_says_it_in_a_dictionary(code, status, state):
    """As boto3's ClientError has it."""
    answer = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status, "HTTPHeaders": {}}}
    assert outcome_of(errors.AnymailAPIError("no", response=answer)).state == state


def test_a_break_without_any_answer_is_a_doubt():
    assert outcome_of(errors.AnymailAPIError("broken")).state == "ambiguous"
