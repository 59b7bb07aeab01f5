"""Who wants one message a day or a week gets one, made of those that were held; and nobody gets too many."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from customers.services.parties import change_party
from customers.testing import a_party
from invoicing.services.payments import record_payment
from invoicing.testing import an_invoice
from notifications.models import Notification
from notifications.services import caps, limits, preferences
from notifications.services.gathering import gather_due
from notifications.services.outbox import send_invoice
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record
from smartkhata.core.tenancy import no_scope
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db
# A Saturday in India, after five, and before.
SATURDAY = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
NOON = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
PHONE, ACCOUNTANT = "+919876500077", "+919876500079"


@pytest.fixture
def daily(asha, no_worker):
    """A customer who wants one message a day."""
    with asha.scope():
        party = a_party(asha.user, phone=PHONE)
        preferences.change_wishes(party, often="daily", by="customer")
    return party


@pytest.fixture
def no_worker(monkeypatch):
    monkeypatch.setattr("smartkhata.core.queue._publish", lambda *args: None)


def bill(person, party, at=NOON):
    with person.scope():
        return send_invoice(an_invoice(person.user, party), channels=["sms"], by=person.user, at=at)["sms"][0]


def gathered(at=SATURDAY):
    with no_scope():
        return gather_due(at=at)


def messages(person, kind="gathered"):
    with person.scope():
        return list(Notification.objects.filter(kind=kind).order_by("created_at"))


def test_the_bills_of_a_day_become_one_message_in_the_evening(asha, daily):
    first, second = bill(asha, daily), bill(asha, daily, NOON + timedelta(minutes=5))
    assert (first.state, second.state) == ("held", "held")
    assert (gathered(NOON), gathered(), gathered(SATURDAY + timedelta(minutes=5))) == (0, 1, 0)
    [told] = messages(asha)
    assert "new bills: 2" in told.body and told.link_subject == f"party:{daily.pk}"
    assert {row.gathered_in_id for row in messages(asha, "invoice_created")} == {told.pk}


@pytest.mark.parametrize(
    ("letter", "status"),
    [
        ({"state": "queued"}, "pending"),
        ({"state": "failed", "error_message": "Unknown number."}, "failed"),
        ({"state": "delivered", "sent_at": SATURDAY, "delivered_at": SATURDAY}, "delivered"),
    ],
)
def test_a_bill_is_as_far_as_the_message_that_tells_it(asha, daily, letter, status):
    invoice = bill(asha, daily).invoice
    gathered()
    with asha.scope():
        Notification.objects.filter(kind="gathered").update(**letter)
    [row] = history(asha, daily, type="invoice_created")
    assert (row["status"], bool(row["sent_at"])) == (status, "sent_at" in letter)
    assert row["error_message"] == letter.get("error_message")
    assert [row["status"] for row in history(asha, daily, type="invoice_created", status=status)] == [status]
    sms = asha.api.get(f"/api/invoices/{invoice.number}/delivery-status").json()["sms"]
    assert (sms["sent"], sms["delivered"], sms["delivery_status"]) == (
        "sent_at" in letter,
        status == "delivered",
        status,
    )
    page = asha.client.get(asha.url(f"invoices/{invoice.pk}/messages/")).content.decode()
    assert ("Went out together" in page) == ("sent_at" in letter) and letter.get("error_message", "") in page


def history(person, party, **params):
    return person.api.get(f"/api/customers/{party.number}/notifications", **params).json()["notifications"]


def test_what_comes_after_it_waits_for_the_next_day(asha, daily):
    bill(asha, daily)
    gathered()
    bill(asha, daily, SATURDAY + timedelta(minutes=10))
    assert gathered(SATURDAY + timedelta(minutes=20)) == 0
    assert gathered(SATURDAY + timedelta(days=1)) == 1


def test_after_the_hours_of_the_country_they_wait_for_the_next_day(asha, daily):
    """The server was away at five, or the bill was held late in the evening."""
    bill(asha, daily)
    assert gathered(SATURDAY + timedelta(hours=5)) == 0
    assert gathered(SATURDAY + timedelta(days=1)) == 1


def test_each_address_gets_what_was_meant_for_it(asha, daily):
    """The accountant's copy of one bill doesn't bring them the others."""
    mine = bill(asha, daily)
    with asha.scope():
        invoice, to = an_invoice(asha.user, daily), {"sms": [ACCOUNTANT]}
        [copy] = send_invoice(invoice, channels=["sms"], by=asha.user, recipients=to, at=NOON)["sms"]
    assert gathered() == 1
    told = {row.recipient: row for row in messages(asha)}
    assert set(told) == {PHONE, ACCOUNTANT} and all("new bills: 1" in row.body for row in told.values())
    found = {row.pk: row.gathered_in_id for row in messages(asha, "invoice_created")}
    assert found == {mine.pk: told[PHONE].pk, copy.pk: told[ACCOUNTANT].pk}


def test_a_shop_whose_sending_is_stopped_gathers_nothing_and_loses_nothing(asha, daily, monkeypatch):
    bill(asha, daily)
    monkeypatch.setitem(limits.PER_DAY, limits.tier_of(asha.business), 0)
    assert gathered() == 0 and messages(asha, "invoice_created")[0].state == "held"
    monkeypatch.undo()
    assert gathered(SATURDAY + timedelta(days=1)) == 1


def test_the_cap_of_all_shops_holds_the_message_of_the_day_too(asha, daily, monkeypatch):
    bill(asha, daily)
    monkeypatch.setattr(caps, "ALL_DAY", 0)
    assert gathered() == 0 and messages(asha, "invoice_created")[0].state == "held"


def test_a_week_is_told_on_monday(asha, daily):
    with asha.scope():
        preferences.change_wishes(daily, often="weekly", by="customer")
    bill(asha, daily)
    assert gathered() == 0
    assert gathered(SATURDAY + timedelta(days=2)) == 1


def test_a_bill_that_was_paid_meanwhile_is_not_told(asha, daily):
    row = bill(asha, daily)
    with asha.scope():
        record_payment(daily, amount=row.invoice.total, method="cash", received_on=NOON.date(), by=asha.user)
    assert gathered() == 0 and messages(asha) == []


def test_a_receipt_comes_at_once(asha, daily):
    with asha.scope():
        record_payment(daily, amount=10, method="cash", received_on=NOON.date(), by=asha.user)
    work(rounds=1)
    assert messages(asha, "receipt_sent")[0].state != "held"


def test_who_wants_receipts_only_gets_nothing_that_was_held(asha, daily):
    bill(asha, daily)
    with asha.scope():
        preferences.change_wishes(daily, often="receipts", by="customer")
    assert gathered() == 0
    assert messages(asha, "invoice_created")[0].state == "failed"


def test_too_many_of_one_shop_wait_and_nothing_is_lost(asha, no_worker, monkeypatch):
    monkeypatch.setattr(caps, "OWN_DAY", 2)
    with asha.scope():
        party = a_party(asha.user, phone=PHONE)
    states = [bill(asha, party, SATURDAY - timedelta(hours=number)).state for number in (3, 2, 1)]
    assert states == ["queued", "queued", "held"]
    assert gathered() == 1


def test_other_shops_messages_count_and_are_not_named(asha, charlie, no_worker, monkeypatch):
    monkeypatch.setattr(caps, "ALL_DAY", 1)
    now = timezone.now()
    with charlie.scope():
        theirs = a_party(charlie.user, phone="", email="both@example.com")
        send_invoice(an_invoice(charlie.user, theirs), channels=["email"], by=charlie.user)
    with asha.scope():
        party = a_party(asha.user, phone="", email="both@example.com")
        row = send_invoice(an_invoice(asha.user, party), channels=["email"], by=asha.user, at=now)["email"][0]
    assert row.state == "held" and "Charlie" not in row.error_message


def test_an_unsubscription_ends_that_channel(asha, daily):
    row = bill(asha, daily)
    with asha.scope():
        record("message.unwanted", row, party=daily, channel="sms")
    work(rounds=1)
    with asha.scope(), pytest.raises(DomainError):
        send_invoice(an_invoice(asha.user, daily), channels=["sms"], by=asha.user)


def test_a_corrected_number_is_used_again(asha, daily):
    with asha.scope():
        preferences.not_me(daily, by="reader")
        change_party(daily, by=asha.user, phone="+919876500078")
    work(rounds=1)
    with asha.scope():
        assert not preferences.wishes_of(daily).is_wrong_number
