"""Sending later: the said local time becomes one instant in every zone, and the message goes out once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from customers.testing import a_party
from invoicing.services.voiding import void_invoice
from invoicing.testing import an_invoice
from notifications.models import Notification, ScheduledSend
from notifications.services import schedules
from notifications.services.planned import send_scheduled
from notifications.services.schedules import instant, local_time_of, schedule_send
from smartkhata.core.errors import DomainError
from smartkhata.core.models import Business
from smartkhata.core.tenancy import no_scope

# Zone, local time, UTC: before, in and after a gap; before, in and after a fold; zones without either.
TABLE = [
    ("Europe/London", "2026-03-29T00:59:59", "2026-03-29T00:59:59"),
    ("Europe/London", "2026-03-29T01:00:00", "2026-03-29T01:00:00"),
    ("Europe/London", "2026-03-29T01:30:00", "2026-03-29T01:00:00"),
    ("Europe/London", "2026-03-29T01:59:59", "2026-03-29T01:00:00"),
    ("Europe/London", "2026-03-29T02:00:00", "2026-03-29T01:00:00"),
    ("Europe/London", "2026-03-29T09:00:00", "2026-03-29T08:00:00"),
    ("Europe/London", "2026-10-25T00:59:59", "2026-10-24T23:59:59"),
    ("Europe/London", "2026-10-25T01:00:00", "2026-10-25T00:00:00"),
    ("Europe/London", "2026-10-25T01:30:00", "2026-10-25T00:30:00"),
    ("Europe/London", "2026-10-25T02:00:00", "2026-10-25T02:00:00"),
    ("Europe/London", "2026-06-15T09:00:00", "2026-06-15T08:00:00"),
    ("Europe/London", "2026-12-15T09:00:00", "2026-12-15T09:00:00"),
    ("America/New_York", "2026-03-08T01:59:59", "2026-03-08T06:59:59"),
    ("America/New_York", "2026-03-08T02:00:00", "2026-03-08T07:00:00"),
    ("America/New_York", "2026-03-08T02:30:00", "2026-03-08T07:00:00"),
    ("America/New_York", "2026-03-08T03:00:00", "2026-03-08T07:00:00"),
    ("America/New_York", "2026-03-08T09:00:00", "2026-03-08T13:00:00"),
    ("America/New_York", "2026-11-01T00:30:00", "2026-11-01T04:30:00"),
    ("America/New_York", "2026-11-01T01:30:00", "2026-11-01T05:30:00"),
    ("America/New_York", "2026-11-01T02:00:00", "2026-11-01T07:00:00"),
    ("America/New_York", "2026-12-31T23:59:59", "2027-01-01T04:59:59"),
    ("Africa/Casablanca", "2026-02-15T01:30:00", "2026-02-15T00:30:00"),
    ("Africa/Casablanca", "2026-02-15T02:30:00", "2026-02-15T01:30:00"),
    ("Africa/Casablanca", "2026-02-15T09:00:00", "2026-02-15T09:00:00"),
    ("Africa/Casablanca", "2026-03-22T01:59:59", "2026-03-22T01:59:59"),
    ("Africa/Casablanca", "2026-03-22T02:30:00", "2026-03-22T02:00:00"),
    ("Africa/Casablanca", "2026-03-22T09:00:00", "2026-03-22T08:00:00"),
    ("Asia/Kolkata", "2026-03-29T01:30:00", "2026-03-28T20:00:00"),
    ("Asia/Kolkata", "2026-11-20T09:00:00", "2026-11-20T03:30:00"),
    ("Asia/Kolkata", "2026-12-31T23:59:59", "2026-12-31T18:29:59"),
    ("Asia/Kolkata", "2028-02-29T09:00:00", "2028-02-29T03:30:00"),
    ("Africa/Nairobi", "2026-03-29T01:30:00", "2026-03-28T22:30:00"),
    ("Africa/Nairobi", "2026-11-20T09:00:00", "2026-11-20T06:00:00"),
    ("Africa/Nairobi", "2026-12-31T23:59:59", "2026-12-31T20:59:59"),
]
NOW = datetime(2026, 11, 20, 6, tzinfo=UTC)


@pytest.mark.parametrize(("zone", "local", "utc"), TABLE)
def test_the_instant_of_a_local_time(zone, local, utc):
    assert instant(datetime.fromisoformat(local), zone) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_counting_on_the_plain_offset_would_be_wrong_in_a_gap():
    """The check can fail: replace(tzinfo=...) alone gives a moment after the one that was meant."""
    assert instant(datetime(2026, 3, 29, 1, 15), "Europe/London") == datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert datetime(2026, 3, 29, 1, 15, tzinfo=UTC) != datetime(2026, 3, 29, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-12-01", "2026-12-01T09:00:00"),
        ("2026-12-01T10:15", "2026-12-01T10:15:00"),
        ("2026-12-01T10:00:00Z", "2026-12-01T15:30:00"),
        ("2026-12-01T10:00:00+03:00", "2026-12-01T12:30:00"),
    ],
)
def test_what_an_owner_may_say(said, meant):
    assert local_time_of(said, "Asia/Kolkata").isoformat() == meant


@pytest.fixture
def planned(asha, no_worker):
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(email="ramesh@example.com"), at=NOW)
        return schedule_send(
            invoice, moment="2026-11-20T15:00", channels=["sms", "email"], by=asha.user, at=NOW
        )


def run(at):
    with no_scope():
        return send_scheduled(now=at)


def messages(person):
    with person.scope():
        return Notification.objects.count()


def state(person):
    with person.scope():
        return ScheduledSend.objects.get().state


@pytest.mark.django_db(transaction=True)
def test_it_goes_out_when_it_is_due_and_only_once(asha, planned):
    assert planned.due_at == datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    assert run(planned.due_at - timedelta(seconds=1)) == 0 and messages(asha) == 0
    assert run(planned.due_at) == 1
    assert run(planned.due_at + timedelta(seconds=5)) == 0
    assert (messages(asha), state(asha)) == (2, "sent")


@pytest.mark.django_db(transaction=True)
def test_six_sweepers_at_once_send_it_once(asha, planned):
    start = Barrier(6)

    def sweep(_):
        start.wait()
        try:
            return run(planned.due_at)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(sweep, range(6))) == 1
    assert messages(asha) == 2


@pytest.mark.django_db(transaction=True)
def test_a_shop_that_moves_to_another_zone_keeps_its_local_time(asha, planned):
    with asha.scope():
        Business.objects.filter(pk=asha.business.pk).update(time_zone="Africa/Nairobi")
    assert run(NOW) == 0
    with asha.scope():
        row = ScheduledSend.objects.get()
    assert (row.local_time, row.time_zone) == ("2026-11-20T15:00:00", "Africa/Nairobi")
    assert row.due_at == datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert run(planned.due_at) == 0 and messages(asha) == 0
    assert run(row.due_at) == 1


@pytest.mark.django_db(transaction=True)
def test_a_day_too_late_the_owner_is_asked(asha, planned):
    assert run(planned.due_at + timedelta(hours=25)) == 1
    assert (messages(asha), state(asha)) == (0, "missed")


@pytest.mark.django_db(transaction=True)
def test_cancelled_it_does_not_go_out(asha, planned):
    path = f"/api/scheduled-sends/{planned.pk}/cancelling"
    assert asha.api.post(path, {}).json()["state"] == "cancelled"
    assert asha.api.post(path, {}).status_code == 409
    assert run(planned.due_at) == 0 and messages(asha) == 0


@pytest.mark.django_db(transaction=True)
def test_a_void_invoice_is_not_sent_and_says_why(asha, planned):
    with asha.scope():
        void_invoice(planned.invoice, reason="Mistake", by=asha.user)
    assert run(planned.due_at) == 1
    assert (messages(asha), state(asha)) == (0, "failed")


@pytest.mark.django_db(transaction=True)
def test_the_api_plans_and_lists(asha, no_worker):
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(email="ramesh@example.com"))
    moment = (timezone.now() + timedelta(days=2)).replace(microsecond=0)
    body = {"send_via": "both", "schedule_send": moment.isoformat()}
    answer = asha.api.post(f"/api/invoices/{invoice.number}/send", body).json()
    assert answer["status"] == "pending" and answer["scheduled"]["state"] == "waiting"
    assert {entry["status"] for entry in answer["sent_via"].values()} == {"pending"}
    listed = asha.api.get("/api/scheduled-sends").json()
    assert listed["total"] == 1 and listed["scheduled"][0]["invoice_id"] == invoice.number
    assert messages(asha) == 0


@pytest.mark.django_db
def test_the_past_is_refused(asha):
    with asha.scope(), pytest.raises(DomainError, match="future"):
        schedule_send(an_invoice(asha.user), moment="2026-11-20", channels=["sms"], by=asha.user, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_the_coming_instants_are_counted_anew_when_rules_change(asha, planned, monkeypatch):
    monkeypatch.setattr(schedules, "instant", lambda local, zone: instant(local, zone) + timedelta(hours=1))
    with no_scope():
        assert schedules.recompute(now=NOW) == 1
    with asha.scope():
        assert ScheduledSend.objects.get().due_at == planned.due_at + timedelta(hours=1)
