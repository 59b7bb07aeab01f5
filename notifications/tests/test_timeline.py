"""The timeline: what happened to each message, in words, and what to do when it reached nobody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from notifications.models import DeliveryEvent
from notifications.testing import an_sms, change

pytestmark = pytest.mark.django_db


@pytest.fixture
def sms(asha, no_worker):
    return an_sms(asha, phone="+919876500001")


def page(person, row, **headers):
    path = person.url(f"invoices/{row.invoice_id}/messages/")
    return person.client.get(path, headers=headers).content.decode()


def report(person, row, word, minutes, **more):
    now = timezone.now()
    with person.scope():
        DeliveryEvent.objects.create(
            notification=row,
            word=word,
            at=now + timedelta(minutes=minutes),
            received_at=now,
            dedupe_key=f"{word}{minutes}",
            **more,
        )


def test_the_steps_stand_in_their_order(asha, sms):
    change(asha, sms, state="delivered", sent_at=timezone.now())
    report(asha, sms, "delivered", 2)
    report(asha, sms, "opened", 3, is_machine=True)
    text = page(asha, sms)
    places = [text.index(words) for words in ("Taken by the provider", "Delivered</li>", "may be automatic")]
    assert "3 steps" in text and places == sorted(places)


def test_a_failed_one_says_why_and_what_to_do(asha, sms):
    change(asha, sms, state="failed", error_message="This number is switched off.")
    text = page(asha, sms)
    assert "This number is switched off." in text
    assert f"customers/{sms.party_id}/edit/" in text and f"invoices/{sms.invoice_id}/sending/" in text


def test_one_that_arrived_asks_for_nothing(asha, sms):
    change(asha, sms, state="delivered", sent_at=timezone.now())
    assert "Check the number" not in page(asha, sms)


def test_the_piece_is_fetched_again_while_it_is_under_way_and_not_for_ever(asha, sms):
    assert "looks=1" in asha.client.get(asha.url(f"invoices/{sms.invoice_id}/")).content.decode()
    path = asha.url(f"invoices/{sms.invoice_id}/messages/")
    asked = {"headers": {"HX-Request": "true"}}
    assert "looks=4" in asha.client.get(f"{path}?looks=3", **asked).content.decode()
    assert "hx-get" not in asha.client.get(f"{path}?looks=10", **asked).content.decode()
    change(asha, sms, state="accepted", sent_at=timezone.now())
    assert "hx-get" not in asha.client.get(f"{path}?looks=3", **asked).content.decode()


def test_the_customers_page_has_the_same(asha, sms):
    text = asha.client.get(asha.url(f"customers/{sms.party_id}/messages/")).content.decode()
    assert "Invoice · SMS" in text
