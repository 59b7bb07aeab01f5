"""A quote or a credit note for a day and time: it goes once, at its moment, and not when it is answered or over."""

from datetime import UTC, datetime, timedelta

import pytest

from customers.testing import a_party
from invoicing.services.quotes import decline_quote, give_quote
from invoicing.testing import LINE
from notifications.models import Notice, Notification, ScheduledSend
from notifications.services.invariants import sends
from notifications.services.papers import schedule_quote
from notifications.services.planned import send_scheduled
from smartkhata.core.errors import DomainError
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 6, tzinfo=UTC)
TEN = "2026-11-23T10:00"
TEN_AT = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)


@pytest.fixture
def quote(asha):
    with asha.scope():
        party = a_party(asha.user, name="Sita Devi", phone="+919876500001", email="sita@example.com")
        return give_quote(party, lines=[LINE], by=asha.user, at=NOW)


@pytest.fixture
def planned(asha, quote):
    with asha.scope():
        return schedule_quote(quote, moment=TEN, channels=["sms", "email"], by=asha.user, at=NOW)


def given(person):
    with person.scope():
        return Notification.objects.filter(kind="quote_given")


def test_it_goes_once_at_its_moment(asha, planned):
    assert send_scheduled(now=TEN_AT - timedelta(seconds=1)) == 0
    assert [send_scheduled(now=TEN_AT) for _ in range(2)] == [1, 0]
    with asha.scope():
        assert sorted(given(asha).values_list("channel", flat=True)) == ["email", "sms"]
        assert ScheduledSend.objects.get().state == "sent"
        assert not list(sends.planned(TEN_AT + timedelta(hours=1)))


def test_one_that_was_answered_does_not_go_and_the_owner_is_told(asha, quote, planned):
    with asha.scope():
        decline_quote(quote, by="customer", at=NOW)
    assert send_scheduled(now=TEN_AT) == 1
    work()
    with asha.scope():
        assert not given(asha).exists()
        row = ScheduledSend.objects.get()
        assert row.state == "failed" and "does not wait for an answer any more" in row.error_message
        assert Notice.objects.filter(event__name="paper.unsent", user=asha.user).exists()
    page = asha.client.get(asha.url("notices/")).content.decode()
    assert "A planned quote or credit note of Sita Devi did not go out" in page
    shown = asha.client.get(asha.url("going-out/")).content.decode()
    assert quote.number in shown and "Did not go out" in shown


def test_after_a_long_outage_the_owner_is_asked(asha, planned):
    send_scheduled(now=TEN_AT + timedelta(hours=25))
    with asha.scope():
        assert not given(asha).exists() and ScheduledSend.objects.get().state == "missed"


def test_a_moment_after_its_last_day_is_refused(asha, quote):
    late = f"{quote.valid_until + timedelta(days=1)}T10:00"
    with asha.scope(), pytest.raises(DomainError) as refused:
        schedule_quote(quote, moment=late, channels=["sms"], by=asha.user, at=NOW)
    assert "over by then" in refused.value.fields["schedule_send"]


def test_the_calendar_shows_it_and_takes_it_back(asha, quote, planned):
    with asha.scope():
        moment = datetime.now(UTC) + timedelta(days=2)
        ScheduledSend.objects.update(local_time=f"{moment:%Y-%m-%d}T10:00:00", due_at=moment)
    page = asha.client.get(asha.url("going-out/")).content.decode()
    assert f"Sita Devi · {quote.number}" in page and "Quote · SMS, E-mail" in page
    told = asha.client.post(asha.url(f"going-out/{planned.pk}/cancelling/"), follow=True).content.decode()
    assert f"{quote.number} does not go out." in told
    assert send_scheduled(now=moment + timedelta(days=1)) == 0


def test_the_send_page_asks_when(asha):
    with asha.scope():
        party = a_party(asha.user, phone="+919876500001")
        quote = give_quote(party, lines=[LINE], by=asha.user)
    path = asha.url(f"quotes/{quote.pk}/sending/")
    assert "On a day and time of my choice" in asha.client.get(path).content.decode()
    when = f"{datetime.now(UTC) + timedelta(days=2):%Y-%m-%dT10:00}"
    fields = {"sms": "on", "when": "later", "schedule_send": when}
    told = asha.client.post(path, fields, follow=True).content.decode()
    assert f"{quote.number} goes out on" in told
    with asha.scope():
        assert ScheduledSend.objects.get().document == quote and not given(asha).exists()


def test_the_api_plans_lists_and_names_it(asha):
    with asha.scope():
        quote = give_quote(a_party(asha.user, phone="+919876500001"), lines=[LINE], by=asha.user)
    when = f"{datetime.now(UTC) + timedelta(days=2):%Y-%m-%dT10:00}"
    answer = asha.api.post(f"/api/quotes/{quote.pk}/send", {"send_via": "sms", "schedule_send": when}).json()
    assert (answer["quote_id"], answer["status"]) == (quote.number, "pending")
    [row] = asha.api.get("/api/scheduled-sends").json()["scheduled"]
    assert (row["id"], row["quote_id"], row["invoice_id"]) == (answer["scheduled"]["id"], quote.number, None)
    assert asha.api.post(f"/api/scheduled-sends/{row['id']}/cancelling", {}).json()["state"] == "cancelled"
