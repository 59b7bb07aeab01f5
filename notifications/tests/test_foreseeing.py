"""The dry run of a message to many: what it says is what the sending then does, customer by customer."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from customers.models import Party
from customers.testing import a_party
from notifications.kinds.customers import Welcome
from notifications.models import Notification, OutboxMessage, Preference
from notifications.services import broadcasting, caps, limits
from notifications.services.broadcasting import broadcast
from notifications.services.foreseeing import foresee
from notifications.services.outbox import queue
from smartkhata.accounts.testing import open_shop
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 20, 20, tzinfo=UTC)
WORDS = {"text": "Closed on Monday", "channels": ["sms", "email"]}


@pytest.fixture
def zawadi(db):
    return open_shop("Zawadi Traders", "KE")


@pytest.fixture
def book(zawadi, monkeypatch):
    """Customers for whom each rule speaks: reach, law, wishes, enough messages; then the shop's own limit."""
    monkeypatch.setattr(caps, "OWN_DAY", 1)
    monkeypatch.setitem(limits.PER_DAY, limits.Tier.NEW, 3)
    with zawadi.scope():
        a_party(name="A no address", phone="")
        a_party(name="B India", phone="+919876500001")
        silent = a_party(name="C silent", phone="+254722000001")
        Preference.objects.create(party=silent, often="off", changed_at=NIGHT)
        full = a_party(name="D had enough", phone="+254722000002")
        queue(Welcome(full), "sms", full.phone)
        for number in range(4):
            a_party(name=f"E{number}", phone=f"+25472200001{number}")
    return zawadi


@pytest.mark.usefixtures("by_day")
def test_sending_does_what_the_dry_run_said(book):
    with book.scope():
        parties = Party.objects.order_by("name")
        seen = foresee(parties, **WORDS, business=book.business)
        assert not OutboxMessage.objects.exists() and Notification.objects.count() == 1
        said = {str(one.party.pk): one.why_not for one in seen.left_out}
        row = broadcast(parties, **WORDS, by=book.user)
    work()
    with book.scope():
        row.refresh_from_db()
        assert {out["party"]: out["why"] for out in row.left_out} == said
        sent = Notification.objects.filter(kind="message")
        assert {str(pk) for pk in sent.values_list("party", flat=True)} == {
            str(one.party.pk) for one in seen.reached
        }
    assert [one.party.name for one in seen.reached] == ["E0", "E1"]
    assert set(dict(seen.reasons)) >= {caps.ENOUGH, limits.REACHED}
    assert sum(count for _why, count in seen.reasons) == 6


@pytest.mark.usefixtures("by_day")
def test_across_parts_as_many_are_reached_as_were_said(book, monkeypatch):
    """Parts go out side by side, so whichever is first has the day's last messages: one that breaks stops no other."""
    monkeypatch.setattr(broadcasting, "PART", 2)
    with book.scope():
        # An order that the keys in the database don't have.
        parties = Party.objects.order_by("-name")
        said = foresee(parties, **WORDS, business=book.business).reached
        broadcast(parties, **WORDS, by=book.user)
    work()
    with book.scope():
        sent = set(Notification.objects.filter(kind="message").values_list("party__name", flat=True))
    assert sent in ({"E3", "E2"}, {"E1", "E0"}) and len(said) == 2


def test_the_page_counts_reasons_and_tells_the_cost(book):
    page = book.client.get(book.url("customers/messages/new/")).content.decode()
    assert "6 of 8 will not get it" in page and "2 customers get it" in page
    assert "2: Your shop has sent as many messages as it may today." in page
    assert "1: This customer has had enough messages for now." in page
    assert "2 SMS to pay for, about KES\u00a01.60" in page


def test_at_night_it_says_when_it_goes(zawadi):
    with zawadi.scope():
        for number in range(2):
            a_party(name=f"E{number}", phone=f"+25472200001{number}")
        seen = foresee(Party.objects.all(), **WORDS, business=zawadi.business, at=NIGHT)
    assert seen.waiting == [(datetime(2026, 11, 21, 5, tzinfo=UTC), 2)]


def test_a_parts_price_is_summed_over_all_who_get_it(zawadi):
    with zawadi.scope():
        for number in range(3):
            a_party(name=f"E{number}", phone=f"+25472200001{number}")
        words = WORDS | {"text": "x" * 200}
        seen = foresee(Party.objects.all(), **words, business=zawadi.business)
        assert (seen.parts, seen.costs) == (6, [("KES", Decimal("4.80"))])


def test_more_than_one_message_may_hold_are_not_sent_at_all(zawadi, monkeypatch):
    with zawadi.scope():
        for number in range(3):
            a_party(name=f"E{number}", phone=f"+25472200001{number}")
    monkeypatch.setattr("notifications.services.foreseeing.MOST", 2)
    monkeypatch.setattr(broadcasting, "MOST", 2)
    page = zawadi.client.get(zawadi.url("customers/messages/new/")).content.decode()
    assert "Choose between 1 and 2 customers." in page and 'class="button primary big"' not in page
    answer = zawadi.api.post("/api/broadcasts", WORDS | {"filter": {}, "dry_run": True})
    assert answer.json()["error"]["code"] == "bad_message"


def test_the_api_foresees_the_same(book):
    told = book.api.post("/api/broadcasts", WORDS | {"filter": {}, "dry_run": True}).json()
    foreseen = told["foreseen"]
    assert (told["total"], told["queued"], foreseen["by_channel"]) == (8, 2, {"sms": 2})
    assert sum(row["count"] for row in foreseen["reasons"]) == 6
    assert foreseen["costs"] == [{"currency": "KES", "amount": "1.60"}]
