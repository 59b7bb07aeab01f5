"""A reminder waits until the bill's own message has arrived, and goes where that message went."""

from datetime import timedelta

import pytest

from customers.services.parties import change_party
from customers.testing import a_party
from invoicing.services.corrections import correct_invoice
from invoicing.testing import an_invoice
from notifications.models import Notification
from notifications.services.fallbacks import fall_back
from notifications.services.outbox import queue_copy, send_invoice
from notifications.services.reminders import planned, remind, remind_due, set_rules
from notifications.services.reminding_many import chosen
from notifications.tests.test_reminding import DUE, ISSUED, noon
from smartkhata.core.events import subject_of
from smartkhata.core.models import Event

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def told(asha, no_worker):
    """``told(**the row)``: an invoice due on the 1st whose one SMS has come as far as said."""

    def make(*, party=None, **row):
        with asha.scope():
            set_rules(is_on=True, ladder=[0, 3], small_sum=50, by=asha.user)
            party = party or a_party(asha.user, phone="+919876500011", email="ramesh@example.com")
            invoice = an_invoice(asha.user, party, on=ISSUED.date(), at=ISSUED, due_on=DUE)
            if row:
                [sent] = send_invoice(invoice, channels=["sms"], by=asha.user, at=ISSUED)["sms"]
                values = {"sent_at": ISSUED, "provider": "twilio"} | row
                Notification.objects.filter(pk=sent.pk).update(**values)
            return invoice

    return make


def plan(asha, at):
    with asha.scope():
        [found] = planned(at=at)
        return [invoice.pk for invoice in found.invoices], found.why_not


FRESH, NOT_YET = "The bill was delivered in the last two days.", "The bill was not delivered yet."


@pytest.mark.parametrize(
    "row,why_not",
    [
        ({"state": "delivered", "delivered_at": ISSUED}, ""),
        ({"state": "delivered", "delivered_at": noon(3) - 47 * HOUR}, FRESH),
        ({"state": "delivered", "delivered_at": noon(3) - 48 * HOUR}, ""),
        ({"state": "opened", "opened_at": ISSUED}, ""),
        ({"state": "sent"}, NOT_YET),
        ({"state": "accepted", "sent_at": noon(3) - timedelta(days=6)}, NOT_YET),
        ({"state": "accepted", "sent_at": noon(3) - timedelta(days=7)}, ""),
        ({"state": "accepted", "sent_at": noon(3) - timedelta(days=3), "provider": "outbox"}, ""),
        ({"state": "accepted", "sent_at": noon(3) - 47 * HOUR, "provider": "django_email"}, FRESH),
        ({"state": "bounced", "delivered_at": ISSUED}, NOT_YET),
        ({"state": "failed", "sent_at": None}, NOT_YET),
        ({"state": "queued", "sent_at": None}, NOT_YET),
        ({"state": "shared", "sent_at": None, "provider": ""}, ""),
        ({}, NOT_YET),
    ],
)
def test_what_counts_as_delivered(asha, told, row, why_not):
    invoice = told(**row)
    assert plan(asha, noon(3)) == ([] if why_not else [invoice.pk], why_not)
    assert remind_due(asha.business.pk, at=noon(3)) == (not why_not)


def test_the_copy_by_another_channel_counts_and_the_first_moment_decides(asha, told):
    invoice = told(state="failed", sent_at=None)
    with asha.scope():
        copy = queue_copy(Notification.objects.get(), channel="email", recipient="ramesh@example.com")
        mine = Notification.objects.filter(pk=copy.pk)
        mine.update(state="delivered", sent_at=ISSUED, delivered_at=noon(1))
        assert planned(at=noon(3)) and plan(asha, noon(3)) == ([invoice.pk], "")
        again = queue_copy(copy, channel="email", recipient="r@example.com", occurrence="again")
        Notification.objects.filter(pk=again.pk).update(state="delivered", delivered_at=noon(3))
    assert plan(asha, noon(3)) == ([invoice.pk], "")


def test_a_bill_told_in_the_letter_of_the_day_arrived_with_it(asha, told):
    invoice = told(state="gathered")
    letter = told(party=invoice.party, state="bounced")
    with asha.scope():
        rows = Notification.objects.order_by("number")
        rows.filter(invoice=letter).update(
            kind="gathered", invoice=None, link_subject=subject_of(letter.party)
        )
        rows.filter(invoice=invoice).update(gathered_in=rows.get(kind="gathered"))
        assert [row for found in planned(at=noon(3)) for row in found.invoices] == []
        Notification.objects.filter(kind="gathered").update(state="delivered", delivered_at=ISSUED)
        reminded = [row.pk for found in planned(at=noon(3)) for row in found.invoices]
    assert reminded == [invoice.pk]


def test_one_customer_is_reminded_of_what_arrived_and_the_page_says_what_waits(asha, told, time_machine):
    arrived = told(state="delivered", delivered_at=ISSUED)
    waits = told(party=arrived.party, state="sent")
    with asha.scope():
        [found] = planned(at=noon(3))
    assert ([row.pk for row in found.invoices], found.why_not) == ([arrived.pk], "")
    assert [(row.pk, why) for row, why in found.waiting] == [(waits.pk, NOT_YET)]
    time_machine.move_to(noon(3), tick=False)
    page = asha.client.get(asha.url("reminders/")).content.decode()
    assert waits.number in page and page.count(NOT_YET) == 1
    remind_due(asha.business.pk, at=noon(3))
    with asha.scope():
        body = Notification.objects.get(kind="overdue").body
        assert arrived.number in body and "+1" not in body


def test_a_step_whose_days_pass_meanwhile_is_left_to_the_next_one(asha, told):
    told(state="delivered", delivered_at=noon(1))
    for days in range(8):
        remind_due(asha.business.pk, at=noon(days))
    with asha.scope():
        rows = Notification.objects.filter(kind__in=["payment_reminder", "overdue"])
        assert [(row.created_at.date() - DUE).days for row in rows] == [3]


@pytest.fixture
def by_mail(asha, told):
    """An invoice of somebody without a phone, sent to the address that was corrected on it."""
    party = a_party_of(asha, phone="", email="old@example.com")
    with asha.scope():
        set_rules(is_on=True, ladder=[0, 3], small_sum=50, by=asha.user)
        invoice = an_invoice(asha.user, party, on=ISSUED.date(), at=ISSUED, due_on=DUE)
        invoice = correct_invoice(invoice, email="accounts@example.com", by=asha.user)
        [sent] = send_invoice(invoice, channels=["email"], by=asha.user, at=ISSUED)["email"]
        Notification.objects.update(state="delivered", delivered_at=ISSUED, sent_at=ISSUED)
        assert sent.recipient == "accounts@example.com"
    return invoice


def a_party_of(person, **details):
    with person.scope():
        return a_party(person.user, **details)


def reminded(asha):
    with asha.scope():
        rows = Notification.objects.filter(kind__in=["payment_reminder", "overdue"])
        return sorted(rows.values_list("channel", "recipient"))


def test_a_reminder_goes_to_the_address_that_was_corrected_on_the_bill(asha, by_mail):
    remind_due(asha.business.pk, at=noon(3))
    assert reminded(asha) == [("email", "accounts@example.com")]


def test_each_bill_of_one_reminder_goes_where_its_own_message_went(asha, by_mail):
    with asha.scope():
        an_invoice(asha.user, by_mail.party, on=ISSUED.date(), at=ISSUED, due_on=DUE)
        remind(by_mail.party, by=asha.user, at=noon(3))
    assert reminded(asha) == [("email", "accounts@example.com"), ("email", "old@example.com")]


def test_who_has_only_the_address_on_the_bill_is_reachable(asha, by_mail):
    with asha.scope():
        party = change_party(by_mail.party, by=asha.user, email="")
        assert [plan.why_not for plan in chosen([party], at=noon(3))] == [""]
        remind(party, by=asha.user, at=noon(3))
    assert reminded(asha) == [("email", "accounts@example.com")]


def test_after_a_failed_sms_the_mail_goes_there_too(asha, by_mail):
    with asha.scope():
        change_party(by_mail.party, by=asha.user, phone="+919876500012")
        by_mail.party.refresh_from_db()
        [row] = remind(by_mail.party, by=asha.user, at=noon(3))
        Notification.objects.filter(pk=row.pk).update(state="failed", expires_at=noon(400))
        copy = fall_back(Event(subject=subject_of(row)))
    assert (row.channel, copy.channel, copy.recipient) == ("sms", "email", "accounts@example.com")
