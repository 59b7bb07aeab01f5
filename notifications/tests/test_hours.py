"""The hours of the reader's country hold when a reminder is queued, when it is tried again, and by another channel."""

from datetime import UTC, datetime, timedelta

import pytest

from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications import kinds
from notifications.services import outbox
from notifications.services.claiming import claim
from notifications.services.hours import opening
from notifications.services.preparing import prepared
from smartkhata.accounts.testing import open_shop
from smartkhata.core.tenancy import no_scope

pytestmark = pytest.mark.django_db
KENYAN, INDIAN = "+254722123456", "+919876500041"
# Seven in the morning in Nairobi and half past nine in India; ten to six in the evening there, and twenty past eight.
MORNING = datetime(2025, 11, 20, 4, 0, tzinfo=UTC)
EVENING = datetime(2025, 11, 20, 14, 50, tzinfo=UTC)
NAIROBI_OPENS = datetime(2025, 11, 20, 5, 0, tzinfo=UTC)
INDIA_OPENS = datetime(2025, 11, 21, 3, 30, tzinfo=UTC)


@pytest.fixture
def zawadi(db):
    return open_shop("Zawadi Traders", "KE")


def reminder(person, phone, at):
    with person.scope():
        invoice = an_invoice(person.user, a_party(person.user, phone=phone, email="reader@example.com"))
        [row] = outbox.tell_party(kinds.reminder([invoice], tone="urgent", occurrence="1"), at=at)
        return row


@pytest.mark.parametrize(
    ("country", "phone", "at", "goes_at"),
    [
        ("IN", KENYAN, MORNING, NAIROBI_OPENS),
        ("IN", INDIAN, MORNING, MORNING),
        ("KE", INDIAN, EVENING, INDIA_OPENS),
        ("KE", KENYAN, EVENING, EVENING),
    ],
)
def test_a_reminder_keeps_the_hours_of_the_number(asha, zawadi, no_worker, country, phone, at, goes_at):
    row = reminder(asha if country == "IN" else zawadi, phone, at)
    assert (row.next_attempt_at, row.expires_at) == (goes_at, goes_at + timedelta(hours=6))


def test_a_mail_keeps_the_hours_of_the_shop(zawadi):
    night = EVENING + timedelta(hours=2)
    kind, to = kinds.KINDS["payment_reminder"], "reader@example.com"
    assert opening(kind, to, zawadi.business, EVENING) == EVENING
    assert opening(kind, to, zawadi.business, night) == NAIROBI_OPENS + timedelta(days=1)
    assert opening(kinds.KINDS["receipt_sent"], to, zawadi.business, night) == night


@pytest.mark.parametrize(("minutes", "tried"), [(5, True), (15, False)])
def test_what_could_not_go_in_time_is_not_tried_at_night(zawadi, no_worker, monkeypatch, minutes, tried):
    row = reminder(zawadi, KENYAN, EVENING)
    monkeypatch.setattr("django.utils.timezone.now", lambda: EVENING + timedelta(minutes=minutes))
    with no_scope():
        parcels, results = prepared(claim(10))
    assert [parcel.row.pk for parcel in parcels] == [row.pk] * tried
    assert [result.state for result in results] == ["failed"] * (not tried)


def test_own_words_wait_for_the_morning(zawadi, no_worker, monkeypatch):
    with zawadi.scope():
        kind = kinds.FreeMessage(a_party(zawadi.user, phone=KENYAN), text="Closed on Monday")
        outbox.queue(kind, "sms", KENYAN, at=EVENING)
    monkeypatch.setattr("django.utils.timezone.now", lambda: EVENING + timedelta(minutes=15))
    with no_scope():
        [], [result] = prepared(claim(10))
    assert (result.state, result.next_attempt_at) == ("queued", NAIROBI_OPENS + timedelta(days=1))


def test_another_channel_in_the_evening_waits_for_the_morning(zawadi, no_worker):
    row = reminder(zawadi, KENYAN, EVENING)
    with zawadi.scope():
        at = EVENING + timedelta(minutes=30)
        copy = outbox.queue_copy(row, channel="email", recipient="reader@example.com", at=at)
    assert copy.next_attempt_at == NAIROBI_OPENS + timedelta(days=1) < copy.expires_at
