"""Opening a message's link is a report of that message: of a person, of a machine, or of the shop itself."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from customers.models import LedgerEntry
from invoicing.models import Invoice
from notifications.models import DeliveryEvent, Notification
from notifications.services import openings
from notifications.services.openings import Look
from notifications.states import fold
from notifications.testing import BROWSER, an_sms, change, fresh, path_of
from smartkhata.core.clock import today
from smartkhata.core.models import Event

pytestmark = pytest.mark.django_db
PERSON = {"User-Agent": BROWSER}


@pytest.fixture
def row(asha, no_worker):
    row = an_sms(asha, phone="+919876500081")
    change(asha, row, state="accepted", sent_at=timezone.now() - timedelta(hours=1))
    return row


def opened(person, row, client=None, method="get", **headers):
    answer = getattr(client or Client(), method)(path_of(person, row), headers=PERSON | headers)
    assert answer.status_code == 200
    return fresh(person, row)


def told(person, row):
    with person.scope():
        return [(event.word, event.is_machine, event.is_own) for event in row.reports.order_by("received_at")]


def test_a_person_who_presses_the_link_has_opened_the_message(asha, row):
    now = opened(asha, row)
    assert (now.state, now.clicks, now.machine_opens) == ("opened", 1, 0) and now.opened_at
    assert told(asha, row) == [("clicked", False, True)]


def test_looking_again_at_once_is_no_second_opening_and_a_day_later_is(asha, row):
    opened(asha, row)
    assert opened(asha, row).clicks == 1
    with asha.scope():
        openings.link_opened(f"notification:{row.pk}", Look(at=timezone.now() + timedelta(days=1)))
    assert fresh(asha, row).clicks == 2


@pytest.mark.parametrize(
    "how",
    [
        {"User-Agent": "WhatsApp/2.24.18.76 A"},
        {"User-Agent": ""},
        {"Sec-Purpose": "prefetch"},
        {"method": "head"},
    ],
)
def test_a_machine_proves_the_delivery_and_no_reader(asha, row, how):
    now = opened(asha, row, **how)
    assert (now.state, now.opened_at, now.clicks, now.machine_opens) == ("delivered", None, 0, 1)


def test_a_person_after_a_machine_counts(asha, row):
    opened(asha, row, **{"User-Agent": "Slackbot-LinkExpanding 1.0"})
    now = opened(asha, row)
    assert (now.state, now.clicks, now.machine_opens) == ("opened", 1, 1)


def test_whoever_comes_with_the_delivery_is_a_scanner_however_it_calls_itself(asha, row):
    with asha.scope():
        now = timezone.now()
        DeliveryEvent.objects.create(
            notification=row, word="delivered", at=now, received_at=now, dedupe_key="delivered"
        )
    now = opened(asha, row)
    assert (now.state, now.opened_at, now.machine_opens) == ("delivered", None, 1)


def test_who_presses_the_link_minutes_after_such_a_scanner_has_opened_it(asha, row):
    test_whoever_comes_with_the_delivery_is_a_scanner_however_it_calls_itself(asha, row)
    later = Look(at=timezone.now() + timedelta(seconds=3))
    with asha.scope():
        openings.link_opened(f"notification:{row.pk}", later)
        openings.link_opened(f"notification:{row.pk}", later)
    now = fresh(asha, row)
    assert (now.state, now.opened_at, now.clicks, now.machine_opens) == ("opened", later.at, 1, 1)


def test_without_the_rule_of_time_that_scanner_would_be_a_reader(asha, row):
    """The check can fail: the same report, had the delivery been a minute earlier."""
    opened(asha, row)
    with asha.scope():
        at = row.reports.get().at - timedelta(minutes=1)
        row.reports.create(notification=row, word="delivered", at=at, received_at=at, dedupe_key="delivered")
        assert fold("accepted", list(row.reports.all()))["state"] == "opened"


def test_the_shops_own_people_prove_nothing(asha, row):
    now = opened(asha, row, client=asha.client)
    assert (now.state, now.opened_at, now.clicks, now.machine_opens) == ("accepted", None, 0, 0)
    assert told(asha, row) == [("previewed", False, True)]


def test_nor_does_who_looks_into_the_outbox(asha, row):
    assert opened(asha, row, Referer="http://testserver/outbox/").state == "accepted"


def test_a_member_of_another_shop_is_a_reader_like_any_other(asha, charlie, row):
    assert opened(asha, row, client=charlie.client).state == "opened"


def test_looking_changes_neither_money_nor_the_invoice(asha, row):
    def everything():
        with asha.scope():
            rows = [Invoice.objects.values(), LedgerEntry.objects.values(), Event.objects.values()]
            return [list(found.order_by("pk")) for found in rows]

    before = everything()
    opened(asha, row)
    opened(asha, row, method="head")
    assert everything() == before


def test_sending_the_form_is_no_further_opening(asha, row):
    browser, path = Client(headers=PERSON), path_of(asha, row)
    form = {"amount": "100", "method": "cash", "reference": "U1", "paid_on": str(today(asha.business))}
    assert browser.post(path, form).status_code == 302
    assert told(asha, row) == []


def test_a_forged_token_changes_nothing(asha, row):
    path = path_of(asha, row)
    wrong = path[:-1] + ("A" if path[-1] != "A" else "B")
    assert Client().get(wrong, headers=PERSON).status_code == 404
    with asha.scope():
        assert not DeliveryEvent.objects.exists()
        assert Notification.objects.get(pk=row.pk).state == "accepted"


def test_nothing_is_kept_of_the_reader(asha, row):
    opened(asha, row, **{"X-Forwarded-For": "203.0.113.77"})
    with asha.scope():
        [event] = DeliveryEvent.objects.values()
    assert event["url"] == "/p" and event["reason"] == ""
    assert not any("203.0.113" in str(value) or "Android" in str(value) for value in event.values())


def test_the_answers_and_the_timeline_tell_people_and_machines_apart(asha, row):
    opened(asha, row, **{"User-Agent": "TelegramBot (like TwitterBot)"})
    status = asha.api.get(f"/api/invoices/{row.invoice_id}/delivery-status").json()["sms"]
    assert (status["opened"], status["clicks"], status["opened_by_machine"]) == (False, 0, 1)
    opened(asha, row, client=asha.client)
    opened(asha, row)
    status = asha.api.get(f"/api/invoices/{row.invoice_id}/delivery-status").json()["sms"]
    assert (status["opened"], status["clicks"], status["opened_by_machine"]) == (True, 1, 1)
    page = asha.client.get(asha.url(f"invoices/{row.invoice_id}/messages/")).content.decode()
    for words in ("Link opened (may be automatic)", "Link pressed", "Looked at by the shop"):
        assert words in page


def test_the_report_counts_people_and_says_what_machines_did(asha, row):
    opened(asha, row, **{"User-Agent": "WhatsApp/2.24"})
    sms = asha.api.get("/api/notifications/delivery-report").json()["by_channel"]["sms"]
    assert (sms["open_rate"], sms["click_rate"], sms["opened_by_machine"]) == (0, 0, 1)
    opened(asha, row)
    sms = asha.api.get("/api/notifications/delivery-report").json()["by_channel"]["sms"]
    assert (sms["open_rate"], sms["click_rate"], sms["opened_by_machine"]) == (100, 100, 0)
