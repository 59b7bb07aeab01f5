"""Mail by Amazon SES through django-anymail and boto3, against a local server that stands for Amazon."""

import json
from base64 import b64decode
from email import message_from_bytes

import pytest

from notifications.providers.django_email import DjangoEmail
from notifications.providers.mail_services import AMAZON
from notifications.tests.exchanges import server
from notifications.tests.test_django_email import LETTER

__all__ = ["server"]
KEYS = {"region_name": "ap-south-1", "aws_access_key_id": "key", "aws_secret_access_key": "secret"}


@pytest.fixture
def amazon(server, settings, monkeypatch):
    """``amazon(status, body, headers, **params)``: the outcome of one mail, and what Amazon was asked."""
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")

    def answered(status, body, headers=None, **params):
        server.fake.seen.clear()
        server.will_answer(status, body, headers)
        known = {"endpoint_url": server.url} | KEYS | params
        given = {name: value for name, value in known.items() if value}
        settings.ANYMAIL = {"AMAZON_SES_CLIENT_PARAMS": given}
        outcome = DjangoEmail(backend=AMAZON, sender="Bills <bills@sk.example>").send(LETTER)
        return outcome, server.fake.seen

    return answered


def refusal(code):
    return {"message": "no"}, {"x-amzn-ErrorType": code}


def test_amazon_takes_it_with_our_id_and_the_pdf(amazon):
    outcome, [(method, path, _, body)] = amazon(200, {"MessageId": "0100-1"})
    assert (outcome.state, outcome.reference) == ("accepted", "0100-1"), outcome
    assert (method, path) == ("POST", "/v2/email/outbound-emails")
    letter = message_from_bytes(b64decode(json.loads(body)["Content"]["Raw"]["Data"]))
    assert json.loads(letter["X-Metadata"]) == {"notification_id": LETTER.reference}
    assert (letter["To"], letter["Reply-To"]) == (LETTER.to, LETTER.reply_to)
    assert "INV-1.pdf" in [part.get_filename() for part in letter.walk()]


@pytest.mark.parametrize(
    ("status", "code", "state"),
    [
        (400, "MessageRejected", "rejected"),
        (429, "TooManyRequestsException", "not_sent"),
        (403, "InvalidClientTokenId", "not_sent"),
        (500, "InternalFailure", "ambiguous"),
    ],
)
def test_a_refusal_is_read_and_amazon_is_asked_once(amazon, status, code, state):
    outcome, asked = amazon(status, *refusal(code))
    assert (outcome.state, len(asked)) == (state, 1)


@pytest.mark.parametrize(
    "change",
    [
        {"endpoint_url": "http://127.0.0.1:9"},
        {"aws_access_key_id": None, "aws_secret_access_key": None},
        {"region_name": None},
    ],
)
def test_nobody_there_no_keys_no_region_are_surely_not_sent(amazon, change):
    outcome, asked = amazon(200, {"MessageId": "0100-1"}, **change)
    assert (outcome.state, asked) == ("not_sent", [])


def test_half_an_answer_is_a_doubt(amazon):
    assert amazon(200, "{")[0].state == "ambiguous"
    assert amazon(200, {})[0].state == "ambiguous"
