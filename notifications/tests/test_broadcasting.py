"""The owner's own words to one or to many: within the law of each channel, once, and with who was left out and why."""

import re
from datetime import UTC, datetime
from threading import Thread

import pytest
from django.db import connection
from django.test import Client

from customers.models import Party
from customers.testing import a_party
from notifications.models import Broadcast, Notification, OutboxMessage, Preference
from notifications.services.broadcasting import PART, addressees, broadcast, send_part
from smartkhata.accounts.testing import open_shop
from smartkhata.core import facts
from smartkhata.core.errors import DomainError
from smartkhata.core.models import Event
from smartkhata.core.tenancy import no_scope
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 9, tzinfo=UTC)
NIGHT = datetime(2026, 11, 20, 20, tzinfo=UTC)
BOTH = ["sms", "email"]


@pytest.fixture
def zawadi(db):
    return open_shop("Zawadi Traders", "KE")


def why(person, **party):
    with person.scope():
        party = a_party(person.user, **party)
        [one] = addressees([party], channels=BOTH, at=NOON)
    return one.channel or str(one.why_not)


@pytest.mark.usefixtures("by_day")
def test_in_kenya_an_sms_carries_it_and_the_way_to_stop(zawadi):
    with zawadi.scope():
        a_party(phone="+254722123456")
        broadcast(Party.objects.all(), text="Closed on Monday", channels=BOTH, by=zawadi.user)
    work()
    body = OutboxMessage.objects.get().body
    said, _, stop = body.partition("\nStop: ")
    assert said == "Zawadi Traders: Closed on Monday"
    page = Client().get("/p/wishes" + stop.partition("/p/wishes")[2])
    assert page.status_code == 200 and "Zawadi Traders" in page.content.decode()


def test_to_india_no_free_text_goes_by_sms(asha):
    assert "registered text (TRAI)" in why(asha, phone="+919876500001")
    assert why(asha, phone="+919876500002", email="sita@example.com") == "email"


@pytest.mark.parametrize(
    ("party", "told"),
    [({"phone": ""}, "no phone number"), ({"phone": "+254203000000"}, "no mobile number")],
)
def test_who_cannot_be_reached_is_left_out_with_the_reason(zawadi, party, told):
    assert told in why(zawadi, **party)


def test_who_asked_for_silence_gets_none(zawadi):
    with zawadi.scope():
        party = a_party(phone="+254722123456")
        Preference.objects.create(party=party, often="off", changed_at=NOON)
        [one] = addressees([party], channels=BOTH, at=NOON)
    assert "asked not to get this" in one.why_not


@pytest.mark.usefixtures("by_day")
def test_one_a_day_is_enough(zawadi):
    with zawadi.scope():
        a_party(phone="+254722123456")
        for text in ("First", "Second"):
            row = broadcast(Party.objects.all(), text=text, channels=BOTH, by=zawadi.user)
            work()
        row.refresh_from_db()
    assert (row.queued, len(row.left_out)) == (0, 1)
    assert OutboxMessage.objects.count() == 1


@pytest.mark.usefixtures("by_day")
def test_a_double_press_is_one_message(zawadi):
    with zawadi.scope():
        party = a_party(phone="+254722123456")
    path = zawadi.url(f"customers/{party.pk}/messages/new/")
    once = re.search(r'name="press" value="(\w+)"', zawadi.client.get(path).content.decode())[1]
    words = {"text": "Hello", "channels": "sms", "press": once}
    first, second = (zawadi.client.post(path, words)["Location"] for _ in range(2))
    work()
    other = zawadi.client.post(path, words | {"text": "Other words"})["Location"]
    work()
    assert first == second != other
    assert "1 of 1 is on its way" in zawadi.client.get(first).content.decode()
    assert "in the last 24 hours" in zawadi.client.get(other).content.decode()
    assert OutboxMessage.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_a_message_each_to_the_same_customer_send_one(zawadi, no_worker):
    with zawadi.scope():
        party = a_party(phone="+254722123456")
        rows = [broadcast([party], text=text, channels=BOTH, by=zawadi.user) for text in ("First", "Second")]
        parts = list(Event.objects.filter(name="broadcast.part").order_by("pk"))
    with zawadi.scope():
        send_part(parts[0])
        other = Thread(target=_send_in_own_connection, args=(zawadi, parts[1]))
        other.start()
        other.join(2)  # it waits for us, or has judged by now that nothing was told
    other.join()
    with zawadi.scope():
        assert Notification.objects.filter(kind="message").count() == 1
        assert sorted(Broadcast.objects.get(pk=row.pk).queued for row in rows) == [0, 1]


def _send_in_own_connection(person, event):
    try:
        with person.scope():
            send_part(event)
    finally:
        connection.close()


def test_many_go_in_parts_and_each_gets_one(zawadi):
    with zawadi.scope():
        for number in range(PART + 5):
            a_party(name=f"C{number}", phone=f"+2547221{number:05d}")
        row = broadcast(Party.objects.all(), text="Hello", channels=BOTH, by=zawadi.user)
        assert row.done == 0
    work()
    with zawadi.scope():
        row.refresh_from_db()
        assert (row.queued, row.done) == (PART + 5, row.total)
        assert Notification.objects.filter(kind="message").values("recipient").distinct().count() == PART + 5


def test_at_night_it_waits_for_the_morning(zawadi, no_worker, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NIGHT)
    with zawadi.scope():
        a_party(phone="+254722123456")
        broadcast(Party.objects.all(), text="Hello", channels=BOTH, by=zawadi.user)
    # The facts alone: the queue goes by the database's clock, which no test turns back.
    with no_scope():
        for due in facts.due_facts():
            facts.hear(*due)
    with zawadi.scope():
        row = Notification.objects.get(kind="message")
    assert row.next_attempt_at == datetime(2026, 11, 21, 5, tzinfo=UTC) < row.expires_at


def test_nothing_to_say_or_nobody_to_say_it_to_is_refused(zawadi):
    with zawadi.scope():
        a_party(phone="+254722123456")
        for parties, text in ((Party.objects.all(), " "), (Party.objects.none(), "Hello")):
            with pytest.raises(DomainError):
                broadcast(parties, text=text, channels=BOTH, by=zawadi.user)


def test_the_dry_run_does_not_ask_for_each_customer(zawadi, django_assert_max_num_queries):
    with zawadi.scope():
        for number in range(30):
            a_party(name=f"C{number}", phone=f"+2547221{number:05d}")
        with django_assert_max_num_queries(8):
            assert len(addressees(Party.objects.all(), channels=BOTH)) == 30


def test_the_page_says_who_gets_it_and_sends_nothing_by_itself(zawadi):
    with zawadi.scope():
        party = a_party(name="Wanjiku", phone="+254722123456")
        a_party(name="Otieno", phone="")
    path = zawadi.url("customers/messages/new/")
    text = zawadi.client.get(path).content.decode()
    assert "1 customer gets it" in text and "1 of 2 will not get it" in text and "Otieno" in text
    one = zawadi.client.post(path, {"text": "Hello", "channels": "sms", "look": "1"}).content.decode()
    assert "Zawadi Traders: Hello" in one and "about KES\u00a00.80" in one
    with zawadi.scope():
        assert not Broadcast.objects.exists()
    answer = zawadi.client.post(
        zawadi.url(f"customers/{party.pk}/messages/new/"), {"text": "Hello", "channels": "sms"}
    )
    work()
    shown = zawadi.client.get(answer["Location"]).content.decode()
    assert "1 of 1 is on its way" in shown


@pytest.mark.usefixtures("by_day")
def test_the_filter_of_the_list_chooses(zawadi):
    with zawadi.scope():
        a_party(zawadi.user, name="Wanjiku", phone="+254722123456", tags=["vip"])
        a_party(zawadi.user, name="Otieno", phone="+254722123457")
    path = zawadi.url("customers/messages/new/")
    assert "1 customer gets it" in zawadi.client.get(path + "?tag=vip").content.decode()
    zawadi.client.post(path, {"text": "Hello", "channels": "sms", "query": "tag=vip"})
    work()
    assert OutboxMessage.objects.get().to == "+254722123456"


def test_an_empty_message_asks_for_words_and_keeps_the_rest(zawadi):
    with zawadi.scope():
        party = a_party(phone="+254722123456")
    path = zawadi.url(f"customers/{party.pk}/messages/new/")
    answer = zawadi.client.post(path, {"text": "", "subject": "Diwali", "channels": "sms"})
    assert answer.status_code == 400
    assert "Enter the message." in answer.content.decode() and "Diwali" in answer.content.decode()


def test_who_cannot_be_reached_is_said_first_and_the_way_that_works_is_offered(asha):
    with asha.scope():
        party = a_party(name="Sita", phone="+919876500001")
    path = asha.url(f"customers/{party.pk}/messages/new/")
    page = asha.client.get(path).content.decode()
    assert (
        page.index("Sita can't be reached")
        < page.index("registered text (TRAI)")
        < page.index('<form class="narrow')
    )
    assert not re.search(r'value="sms"[^>]*checked', page), "what reaches nobody isn't ticked"
    assert 'class="button primary big" href="https://wa.me/919876500001"' in page
    sent = asha.client.post(path, {"text": "Hello", "channels": "email"})["Location"]
    work()
    told = asha.client.get(sent).content.decode()
    assert "Nobody got it." in told and "Add an e-mail address" in told


def test_the_button_comes_back_with_a_channel_that_reaches_somebody(zawadi):
    with zawadi.scope():
        party = a_party(name="Wanja", phone="+254722123456")
    path = zawadi.url(f"customers/{party.pk}/messages/new/")
    for channel, reaches in (("email", False), ("sms", True)):
        asked = {"look": "1", "text": "Hello", "channels": channel}
        seen = zawadi.client.post(path, asked, headers={"HX-Request": "true"}).content.decode()
        assert ("can't be reached" not in seen) is reaches
        assert ('id="send-it" class="save buttons" hx-swap-oob="true"><button' in seen) is reaches
