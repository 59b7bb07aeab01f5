"""Endpoints 9 and 12: what is answered, channel by channel."""

import pytest

from customers.testing import a_party
from invoicing.models import Draft, Invoice
from invoicing.testing import a_draft, an_invoice
from notifications.models import Notification, OutboxMessage
from notifications.providers.base import Outcome

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = "+919876500001"


@pytest.fixture
def draft(asha):
    with asha.scope():
        return a_draft(asha.user, a_party(phone=PHONE, email="ramesh@example.com"))


def send(person, draft, **body):
    path = f"/api/customers/{draft.party.number}/invoices/drafts/{draft.number}/send"
    response = person.api.post(path, {"include_pdf": False, **body})
    return response.status_code, response.json()


def invoices(person):
    with person.scope():
        return Invoice.objects.count()


def test_a_draft_is_issued_and_sent_by_both(asha, draft):
    status, sent = send(asha, draft, send_via="both")
    assert status == 200
    assert set(sent) == {"invoice_id", "id", "status", "sent_via", "tracking"}
    assert (sent["invoice_id"], sent["status"]) == ("INV-26-27-00001", "sent")
    for channel, address in (("sms", PHONE), ("email", "ramesh@example.com")):
        told = sent["sent_via"][channel]
        assert (told["status"], told["sent_to"], told["error"]) == ("sent", address, None)
        assert told["sent_at"].endswith("Z")
    assert sent["tracking"] == {"email_tracking_id": "NOTIF-001", "sms_tracking_id": "NOTIF-002"}


def test_the_second_time_it_is_sent_already(asha, draft):
    _, first = send(asha, draft)
    status, again = send(asha, draft)
    assert (status, again["error"]["code"]) == (409, "already_sent")
    assert again["invoice_id"] == first["invoice_id"]
    assert OutboxMessage.objects.count() == 2


def test_what_is_not_sent_yet_is_pending_and_has_no_time(asha, draft, no_worker):
    _, sent = send(asha, draft)
    assert (sent["status"], sent["sent_via"]["sms"]["status"]) == ("pending", "pending")
    assert sent["sent_via"]["sms"]["sent_at"] is None


def test_a_channel_that_failed_says_why_and_the_other_goes_on(asha, draft, use_provider):
    use_provider(Outcome("rejected", error="This number does not exist."), Outcome("accepted"))
    _, sent = send(asha, draft)
    statuses = {channel: told["status"] for channel, told in sent["sent_via"].items()}
    assert sorted(statuses.values()) == ["failed", "sent"] and sent["status"] == "sent"
    [failed] = [told for told in sent["sent_via"].values() if told["status"] == "failed"]
    assert failed["error"] == "This number does not exist."


def test_when_no_channel_took_it_the_answer_is_failed(asha, draft, use_provider):
    use_provider(Outcome("rejected", error="No."))
    assert send(asha, draft)[1]["status"] == "failed"


def test_a_channel_without_an_address_fails_alone(asha):
    with asha.scope():
        draft = a_draft(asha.user, a_party(phone=PHONE))
    _, sent = send(asha, draft)
    assert sent["sent_via"]["email"] == {
        "status": "failed",
        "sent_to": None,
        "sent_at": None,
        "error": "no e-mail address",
    }
    assert sent["sent_via"]["sms"]["status"] == "sent"
    assert sent["tracking"]["email_tracking_id"] is None


def test_with_no_address_at_all_nothing_is_issued(asha):
    with asha.scope():
        draft = a_draft(asha.user, a_party(phone=""))
    status, refused = send(asha, draft)
    assert (status, refused["error"]["code"]) == (400, "no_recipient")
    assert invoices(asha) == 0


@pytest.mark.parametrize(
    "moment", ["2020-01-01", "next week", "2999-01-01T10:00", "9999-12-31T23:59:59Z", "0001-01-01T01:00"]
)
def test_a_moment_that_can_not_be_is_refused_and_nothing_is_issued(asha, draft, moment):
    status, refused = send(asha, draft, schedule_send=moment)
    assert (status, refused["error"]["code"]) == (400, "bad_schedule")
    assert "schedule_send" in refused["error"]["fields"]
    assert invoices(asha) == 0


def test_words_that_an_sms_cannot_carry_are_named(asha, draft):
    _, sent = send(asha, draft, custom_message="Thank you for your business.")
    assert "e-mail only" in sent["sent_via"]["sms"]["note"]
    assert "note" not in sent["sent_via"]["email"]
    assert "Thank you for your business." in OutboxMessage.objects.get(channel="email").body


def test_the_same_idempotency_key_gives_the_same_answer(asha, draft):
    path = f"/api/customers/{draft.party.number}/invoices/drafts/{draft.number}/send"
    answers = [asha.api.post(path, {"include_pdf": False}, idempotency_key="k1") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].content == answers[1].content
    assert OutboxMessage.objects.count() == 2


@pytest.fixture
def invoice(asha):
    with asha.scope():
        return an_invoice(asha.user, a_party(phone=PHONE, email="ramesh@example.com"))


def send_again(person, invoice, **body):
    response = person.api.post(f"/api/invoices/{invoice.number}/send", {"include_pdf": False, **body})
    return response.status_code, response.json()


def test_an_invoice_can_go_to_somebody_else(asha, invoice):
    others = {"email": ["boss@example.com", "office@example.com"], "phone": ["98765 00002"]}
    _, sent = send_again(asha, invoice, recipients=others)
    assert sent["sent_via"]["email"]["sent_to"] == "boss@example.com, office@example.com"
    assert sent["sent_via"]["sms"]["sent_to"] == "+919876500002"


def test_a_wrong_phone_is_refused_before_anything_is_queued(asha, invoice):
    status, refused = send_again(asha, invoice, recipients={"phone": ["12"]})
    assert (status, refused["error"]["code"]) == (400, "bad_phone")
    with asha.scope():
        assert Notification.objects.count() == 0


def test_sent_twice_at_once_it_is_one_message_with_one_number(asha, invoice):
    first, second = (send_again(asha, invoice)[1]["tracking"] for _ in range(2))
    assert first == second


def test_another_shops_invoice_is_not_there(charlie, invoice):
    assert send_again(charlie, invoice)[0] == 404


def test_words_that_an_sms_cannot_carry_are_named_of_a_planned_send_too(asha, draft):
    _, sent = send(asha, draft, custom_message="Thank you.", schedule_send="2027-01-15")
    assert "e-mail only" in sent["sent_via"]["sms"]["note"] and "note" not in sent["sent_via"]["email"]


def test_a_planned_send_that_reaches_nobody_is_refused_and_one_that_reaches_some_says_whom_not(asha):
    with asha.scope():
        draft = a_draft(asha.user, a_party(phone=PHONE))
    status, refused = send(asha, draft, send_via="email", schedule_send="2027-01-15")
    assert (status, refused["error"]["code"], invoices(asha)) == (400, "no_recipient", 0)
    _, sent = send(asha, draft, send_via="both", schedule_send="2027-01-15")
    via = sent["sent_via"]
    assert (via["sms"]["status"], via["sms"]["error"]) == ("pending", None)
    assert (via["email"]["status"], "no e-mail" in via["email"]["error"]) == ("failed", True)


def test_a_flagged_draft_goes_out_after_a_review(asha, draft):
    path = f"/api/customers/{draft.party.number}/invoices/drafts/{draft.number}"
    with asha.scope():
        Draft.objects.filter(pk=draft.pk).update(flags=["readings_differ"])
    status, refused = send(asha, draft, send_via="email")
    assert (status, refused["error"]["code"]) == (400, "needs_review")
    seen = asha.api.post(f"{path}/review", {})
    assert (seen.status_code, seen.json()["flags"], seen.json()["status"]) == (200, [], "reviewed")
    assert send(asha, draft, send_via="email")[0] == 200
