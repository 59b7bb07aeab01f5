"""A quote goes out as a bill does: one row per channel, recorded before it is sent, one press once."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from customers.testing import a_party
from invoicing.services.quotes import decline_quote, give_quote
from invoicing.testing import LINE
from notifications.models import Notification, OutboxMessage
from notifications.providers.base import Outcome
from notifications.services.papers import send_quote
from notifications.services.resending import resend
from smartkhata.core import phones
from smartkhata.core.errors import DomainError
from smartkhata.core.models import Event
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = "+919876500001"


@pytest.fixture
def quote(asha):
    with asha.scope():
        party = a_party(asha.user, phone=PHONE, email="ramesh@example.com")
        return give_quote(party, lines=[LINE], by=asha.user)


def page(person, quote):
    return person.client.get(person.url(f"quotes/{quote.pk}/sending/")).content.decode()


def press(person, quote, **fields):
    return person.client.post(person.url(f"quotes/{quote.pk}/sending/"), fields)


def test_the_page_shows_the_words_and_one_press_sends_them(asha, quote):
    text = page(asha, quote)
    assert (
        phones.pretty(PHONE) in text
        and f"Quote {quote.number} from Asha Traders" in text
        and "On a day and time of my choice" in text
    )
    answer = press(asha, quote, sms="on", email="on", message="As we agreed on Monday.")
    assert answer["Location"] == asha.url(f"quotes/{quote.pk}/")
    sms, email = (OutboxMessage.objects.get(channel=channel) for channel in ("sms", "email"))
    assert f"quote {quote.number} for Rs 45,000, good until" in sms.body
    assert "As we agreed on Monday." in email.body
    assert sms.links[0].startswith(f"{settings.PUBLIC_BASE_URL}/q?t=")
    with asha.scope():
        assert Notification.objects.count() == 2
        assert Event.objects.get(name="quote.sent").data["channels"] == ["email", "sms"]
    assert "Quote · SMS" in asha.client.get(asha.url(f"quotes/{quote.pk}/")).content.decode()


def test_the_link_in_the_message_opens_the_quote_and_the_wishes(asha, quote):
    press(asha, quote, sms="on")
    path = OutboxMessage.objects.get().links[0].removeprefix(settings.PUBLIC_BASE_URL)
    assert quote.number in Client().get(path).content.decode()
    wishes = Client().get(path.replace("/q", "/p/wishes"))
    assert wishes.status_code == 200 and "/q?t=" in wishes.content.decode()


def test_the_row_stands_before_anything_is_sent(asha, quote, no_worker):
    press(asha, quote, sms="on")
    with asha.scope():
        row = Notification.objects.get()
        assert (row.kind, row.state, row.link_subject) == ("quote_given", "queued", f"quote:{quote.pk}")
    assert OutboxMessage.objects.count() == 0


def test_a_double_press_is_one_message(asha, quote):
    with asha.scope():
        first, second = (send_quote(quote, channels=["sms"], by=asha.user)["sms"][0] for _ in range(2))
    assert first.pk == second.pk


def test_an_answered_or_expired_quote_is_not_sent(asha, quote):
    with asha.scope():
        with pytest.raises(DomainError, match="does not wait"):
            send_quote(quote, channels=["sms"], by=asha.user, at=quote.created_at + timedelta(days=40))
        decline_quote(quote, by=asha.user)
    answer = press(asha, quote, sms="on", message="My own words")
    assert answer.status_code == 400
    assert "does not wait" in answer.content.decode() and "My own words" in answer.content.decode()


def test_sharing_gives_a_whatsapp_link_and_is_recorded(asha, quote):
    answer = asha.client.post(asha.url(f"quotes/{quote.pk}/sharing/"))
    assert 'href="https://wa.me/919876500001?text=Hello' in answer.content.decode()
    with asha.scope():
        assert Event.objects.filter(name="quote.shared", actor_id=asha.user.pk).exists()
        assert Notification.objects.get().state == "shared"
    assert OutboxMessage.objects.count() == 0


def test_the_api_answers_channel_by_channel(asha, quote):
    answer = asha.api.post(f"/api/quotes/{quote.number}/send", {"send_via": "both", "include_pdf": False})
    sent = answer.json()
    assert (answer.status_code, sent["quote_id"], sent["status"]) == (200, quote.number, "sent")
    assert sent["sent_via"]["sms"]["sent_to"] == PHONE
    assert sent["tracking"]["email_tracking_id"]


def test_a_failed_one_goes_again_with_the_same_words(asha, quote, use_provider):
    use_provider(Outcome("rejected", error="Unknown number."))
    press(asha, quote, sms="on", email="off")
    with asha.scope():
        failed = Notification.objects.filter(channel="sms").earliest("created_at")
        copy = resend(failed, recipient="98765 43210", country="IN", by=asha.user)
        assert (copy.body, copy.replaces_id) == (failed.body, failed.pk)
    work()
    told = asha.client.get(asha.url(f"customers/{quote.party_id}/messages/")).content.decode()
    assert asha.url(f"quotes/{quote.pk}/sending/") in told
