"""What each answer of a provider means: taken, refused for good, surely not sent, or nobody knows."""

import pytest

from notifications.providers.africastalking import AfricasTalking
from notifications.providers.twilio import report as twilio_report
from notifications.services.sending import Caller
from notifications.tests import recorded
from notifications.tests.exchanges import a_message, africastalking, exchange, msg91, sendgrid, server, twilio

__all__ = ["server"]

ANSWERS = [
    (sendgrid, (400, recorded.SENDGRID_REFUSED), "rejected"),
    (sendgrid, (413, recorded.SENDGRID_REFUSED), "rejected"),
    (sendgrid, (401, {"errors": [{"message": "bad key"}]}), "not_sent"),
    (sendgrid, (429, {}), "not_sent"),
    (sendgrid, (503, ""), "not_sent"),
    (sendgrid, (500, ""), "ambiguous"),
    (sendgrid, (200, "<html>"), "ambiguous"),
    (twilio, (400, recorded.TWILIO_REFUSED), "rejected"),
    (twilio, (429, {"code": 20429, "message": "Too many requests"}), "not_sent"),
    (twilio, (500, ""), "ambiguous"),
    (twilio, (201, '{"sid": "SM01'), "ambiguous"),
    (twilio, (201, {"status": "queued"}), "ambiguous"),
    (msg91, (200, recorded.MSG91_REFUSED), "rejected"),
    (msg91, (401, {"type": "error", "message": "Authentication failure"}), "not_sent"),
    (msg91, (429, {"type": "error", "message": "Too many requests"}), "not_sent"),
    (msg91, (503, {"type": "error", "message": "Service unavailable"}), "not_sent"),
    (msg91, (200, "<html>"), "ambiguous"),
    (msg91, (200, {"type": "success", "message": ""}), "ambiguous"),
    (africastalking, (201, recorded.at_recipient(403, "InvalidPhoneNumber")), "rejected"),
    (africastalking, (201, recorded.at_recipient(406, "UserInBlacklist")), "rejected"),
    (africastalking, (201, recorded.at_recipient(405, "InsufficientBalance")), "not_sent"),
    (africastalking, (201, recorded.at_recipient(501, "GatewayError")), "not_sent"),
    (africastalking, (401, "The supplied authentication is invalid"), "not_sent"),
    (africastalking, (201, {"SMSMessageData": {"Message": "InvalidSenderId", "Recipients": []}}), "not_sent"),
    (africastalking, (201, "Sent"), "ambiguous"),
    (africastalking, (201, "[]"), "ambiguous"),
]


@pytest.mark.parametrize(("make", "answer", "state"), ANSWERS)
def test_what_an_answer_means(server, make, answer, state):
    to = "ramesh@example.com" if make is sendgrid else "+919876543210"
    outcome, _ = exchange(server, make(server), a_message(to=to), answer)
    assert outcome.state == state
    assert outcome.error


@pytest.mark.parametrize(
    ("wait", "seconds"), [("30", 30), ("Fri, 20 Nov 2026 10:31:00 GMT", 60), ("soon", None)]
)
def test_a_provider_may_say_when(server, wait, seconds):
    headers = {"Retry-After": wait, "Date": "Fri, 20 Nov 2026 10:30:00 GMT"}
    outcome, _ = exchange(server, twilio(server), a_message(), (429, {}, headers))
    assert (outcome.state, outcome.retry_after) == ("not_sent", seconds)


def test_msg91_may_say_when_too(server):
    answer = (429, {"type": "error", "message": "Too many requests"}, {"Retry-After": "30"})
    outcome, _ = exchange(server, msg91(server), a_message(), answer)
    assert (outcome.state, outcome.retry_after) == ("not_sent", 30)


@pytest.mark.parametrize(
    ("word", "flag"), [("InvalidSenderId", "no_access"), ("InsufficientBalance", "no_balance")]
)
def test_what_a_person_has_to_mend_is_known_from_the_words_alone(server, word, flag):
    answer = (201, {"SMSMessageData": {"Message": word, "Recipients": []}})
    outcome, _ = exchange(server, africastalking(server), a_message(), answer)
    assert outcome.state == "not_sent" and getattr(outcome, flag)


def test_a_number_that_told_twilio_to_stop_is_asked_no_more(server):
    answer = (400, {"code": 21610, "message": "Attempt to send to unsubscribed recipient"})
    outcome, _ = exchange(server, twilio(server), a_message(), answer)
    assert (outcome.state, outcome.never_again) == ("rejected", True)
    told = {"MessageStatus": "failed", "ErrorCode": "21610", "MessageSid": "SM1"}
    assert twilio_report(told, "", None).never_again


def test_a_closed_port_a_bad_name_and_a_foreign_certificate_surely_got_nothing():
    for url in ("http://127.0.0.1:9", "http://no-such-host.invalid"):
        with Caller() as caller:
            provider = AfricasTalking("u", "k", base_url=url)
            [outcome] = caller.send([(provider, a_message())])
        assert outcome.state == "not_sent", url
