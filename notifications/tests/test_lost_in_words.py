"""Why a message reached nobody is said in words with the next step; the provider's code stands beside it."""

from types import SimpleNamespace

import pytest
from django.utils import timezone
from django.utils.translation import override

from notifications import reasons
from notifications.providers import africastalking, msg91, twilio
from notifications.reasons import why_lost
from notifications.services.outcomes import UNCERTAIN
from notifications.testing import an_sms, change
from notifications.tests import recorded
from notifications.tests.exchanges import a_message, exchange, server
from notifications.tests.exchanges import twilio as a_twilio

__all__ = ["server"]

NOW = timezone.now()
BY_TWILIO = {"provider": "twilio"}
BY_AT = {"provider": "africastalking"}
BY_MSG91 = {"provider": "msg91"}


def lost(text, *, state="failed", channel="sms", provider="sendgrid", sent_at=NOW):
    return SimpleNamespace(
        error_message=text, state=state, channel=channel, provider=provider, sent_at=sent_at
    )


def of_twilio(code):
    return twilio.report({"MessageStatus": "undelivered", "ErrorCode": code}, "1", NOW).reason


def of_at(status, reason):
    return africastalking.report({"status": status, "failureReason": reason}, NOW).reason


def of_msg91(number, words):
    [report] = msg91.reports({"status": number, "desc": words, "number": "919876500001"})
    return report.reason


CASES = [
    (lost(of_twilio("30003"), **BY_TWILIO), reasons.OFF),
    (lost(of_twilio("30006"), **BY_TWILIO), reasons.LANDLINE),
    (lost(of_at("AbsentSubscriber", ""), **BY_AT), reasons.OFF),
    (lost(of_at("Failed", "UserInBlackList"), **BY_AT), reasons.STOPPED),
    (lost("Africa's Talking: InvalidPhoneNumber", **BY_AT, sent_at=None), reasons.UNUSED),
    (lost(of_msg91("9", "NDNC"), **BY_MSG91), reasons.BLOCKED),
    (lost(of_msg91("2", "FAILED"), **BY_MSG91), reasons.OFF),
    (lost("550 5.2.2 The mailbox is over quota", channel="email"), reasons.FULL),
    (lost("550 no such user", channel="email", provider="django_email"), reasons.NO_MAILBOX),
    (lost("Spam Reporting Address", channel="email"), reasons.MAIL_STOPPED),
]


@pytest.mark.parametrize("row, words", CASES, ids=[row.error_message for row, _words in CASES])
def test_a_code_is_a_sentence(row, words):
    assert why_lost(row) == (words, row.error_message)


def test_what_twilio_refuses_at_once_keeps_its_code(server):
    refused, _ = exchange(server, a_twilio(server), a_message(), (400, recorded.TWILIO_REFUSED))
    row = lost(refused.error, sent_at=None, **BY_TWILIO)
    assert why_lost(row) == (reasons.UNUSED, "Twilio error 21211: " + recorded.TWILIO_REFUSED["message"])


@pytest.mark.parametrize("text", ["Twilio error 39999", ""])
def test_a_code_that_nobody_knows_says_at_least_what_to_do(text):
    assert why_lost(lost(text, **BY_TWILIO)) == (reasons.ADVICE["sms"], text)


def test_our_own_sentence_stands_alone_and_in_the_readers_language():
    row = lost(f"{UNCERTAIN}\n“30003”", sent_at=None, **BY_TWILIO)
    assert why_lost(row) == (f"{UNCERTAIN} “30003”", "")
    with override("hi"):
        words, _code = why_lost(row)
        assert UNCERTAIN not in words and "“30003”" in words


def test_one_that_is_not_lost_has_no_reason():
    assert why_lost(lost("HTTP 503", state="queued")) == ("", "")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["messages/failed/", "invoices/{0.invoice_id}/messages/", "home/"])
def test_the_pages_say_it(asha, no_worker, path):
    row = an_sms(asha, phone="+919876500001")
    change(asha, row, state="bounced", sent_at=NOW, provider="twilio", error_message="Twilio error 30003")
    url = asha.url("" if path == "home/" else path.format(row))
    text = asha.client.get(url).content.decode()
    assert str(reasons.OFF) in text
    assert path == "home/" or "Twilio error 30003" in text


@pytest.mark.django_db
def test_a_reason_of_two_lines_is_said_in_hindi(asha, no_worker):
    row = an_sms(asha, phone="+919876500001")
    change(asha, row, state="failed", error_message=f"{UNCERTAIN}\n“{row.number}”")
    with override("hi"):
        words = why_lost(lost(UNCERTAIN, sent_at=None))[0]
    for path in ("messages/failed/", f"invoices/{row.invoice_id}/messages/"):
        text = asha.client.get(asha.url(path), headers={"accept-language": "hi"}).content.decode()
        assert words in text and UNCERTAIN not in text
