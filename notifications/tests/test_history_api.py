"""Endpoints 13 and 14: what was told to a customer, and how far an invoice's messages have come."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.models import Notification
from notifications.services.outbox import send_invoice, share_on_whatsapp
from notifications.services.reminders import remind
from notifications.services.resending import resend
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db
SCHEMA_4 = {
    "notification_id",
    "customer_id",
    "invoice_id",
    "type",
    "channel",
    "recipients",
    "subject",
    "message",
    "status",
    "sent_at",
    "delivered_at",
    "opened_at",
    "tracking_id",
    "error_message",
    "retry_count",
    "created_at",
}


@pytest.fixture
def invoice(asha):
    with asha.scope():
        party = a_party(asha.user, email="ramesh@example.com", welcome=True)
        invoice = an_invoice(asha.user, party)
        send_invoice(invoice, channels=["sms", "email"], by=asha.user, include_pdf=False)
    work()
    return invoice


def history(person, invoice, **params):
    return person.api.get(f"/api/customers/{invoice.party.number}/notifications", **params).json()


def test_the_newest_comes_first_with_every_key_of_the_document(asha, invoice):
    page = history(asha, invoice)
    assert (page["total"], page["limit"], page["skip"]) == (3, 50, 0)
    assert [row["type"] for row in page["notifications"]].count("invoice_created") == 2
    assert set(page["notifications"][0]) >= SCHEMA_4
    email = next(row for row in page["notifications"] if row["channel"] == "email")
    assert email["recipients"] == {"email": ["ramesh@example.com"], "phone": []}
    assert (email["status"], email["retry_count"], email["invoice_id"]) == ("sent", 0, invoice.number)


@pytest.mark.parametrize("word", ["invoice_created", "invoice_sent"])
def test_both_documents_words_for_a_type_are_understood(asha, invoice, word):
    assert history(asha, invoice, type=word)["total"] == 2


def test_it_can_be_narrowed_by_channel_and_status_and_cut(asha, invoice):
    assert history(asha, invoice, channel="email")["total"] == 1
    assert history(asha, invoice, status="sent")["total"] == 3
    assert history(asha, invoice, status="failed")["total"] == 0
    page = history(asha, invoice, limit=1, skip=1)
    assert (len(page["notifications"]), page["total"]) == (1, 3)


def queries_for(person, invoice):
    with CaptureQueriesContext(connection) as queries:
        history(person, invoice)
    return len(queries)


def test_the_list_costs_the_same_for_few_rows_and_for_many(asha, invoice):
    assert history(asha, invoice)["total"] == 3
    few = queries_for(asha, invoice)
    with asha.scope():
        others = {"phone": [f"+9199999{n:05d}" for n in range(20)]}
        send_invoice(invoice, channels=["sms"], by=asha.user, recipients=others)
    assert history(asha, invoice)["total"] == 23
    assert queries_for(asha, invoice) == few


def delivery_status(person, invoice):
    return person.api.get(f"/api/invoices/{invoice.number}/delivery-status").json()


def test_delivery_status_has_the_documents_keys(asha, invoice):
    known = delivery_status(asha, invoice)
    assert known["invoice_id"] == invoice.number and known["sent_at"].endswith("Z")
    unread = {"opened": False, "opened_at": None, "clicks": 0, "opened_by_machine": 0}
    assert known["email"] == {"sent": True, "delivered": False, **unread}
    assert known["sms"] == {"sent": True, "delivered": False, "delivery_status": "sent", **unread}


def test_before_anything_was_sent_nothing_is_claimed(asha):
    with asha.scope():
        invoice = an_invoice(asha.user)
    known = delivery_status(asha, invoice)
    assert known["sent_at"] is None
    assert not any(value for channel in ("email", "sms", "whatsapp") for value in known[channel].values())
    assert known["sms"]["delivery_status"] is None


@pytest.mark.usefixtures("by_day")
def test_a_later_message_of_another_kind_takes_nothing_away(asha, invoice):
    now = timezone.now()
    with asha.scope():
        Notification.objects.filter(channel="email").update(state="opened", opened_at=now)
        remind(invoice.party, by=asha.user, at=now)
    email = delivery_status(asha, invoice)["email"]
    assert (email["sent"], email["delivered"], email["opened"]) == (True, True, True)


def test_of_several_addresses_the_one_that_came_furthest_counts(asha, invoice):
    with asha.scope():
        others = {"email": ["a@example.com", "b@example.com", "c@example.com"]}
        told = send_invoice(invoice, channels=["email"], by=asha.user, recipients=others, press="again")
        for row, state in zip(told["email"], ("bounced", "delivered", "accepted"), strict=True):
            Notification.objects.filter(pk=row.pk).update(state=state, sent_at=timezone.now())
    email = delivery_status(asha, invoice)["email"]
    assert (email["sent"], email["delivered"]) == (True, True)


def test_a_new_press_begins_anew_and_its_copies_belong_to_it(asha, invoice, no_worker):
    with asha.scope():
        Notification.objects.update(state="delivered")
        [row] = send_invoice(invoice, channels=["email"], by=asha.user, press="again")["email"]
    known = delivery_status(asha, invoice)
    assert (known["email"]["sent"], known["email"]["delivered"]) == (False, False)
    assert known["sms"]["delivered"] and known["sent_at"]
    with asha.scope():
        Notification.objects.filter(pk=row.pk).update(state="bounced")
        copy = resend(row, recipient="office@example.com", country="IN", by=asha.user)
        Notification.objects.filter(pk=copy.pk).update(state="delivered", sent_at=timezone.now())
    assert delivery_status(asha, invoice)["email"]["delivered"]


def test_a_bill_that_the_owner_shared_is_sent_and_nobody_claims_more(asha, invoice):
    with asha.scope():
        share_on_whatsapp(invoice, by=asha.user)
    whatsapp = delivery_status(asha, invoice)["whatsapp"]
    assert (whatsapp["sent"], whatsapp["delivered"], whatsapp["delivery_status"]) == (True, False, "sent")


@pytest.mark.parametrize(
    ("state", "delivered", "opened"),
    [("delivered", True, False), ("opened", True, True), ("bounced", False, False)],
)
def test_reports_show_as_they_are(asha, invoice, state, delivered, opened):
    with asha.scope():
        opened_at = timezone.now() if opened else None
        Notification.objects.filter(channel="email").update(state=state, opened_at=opened_at)
    email = delivery_status(asha, invoice)["email"]
    assert (email["delivered"], email["opened"]) == (delivered, opened)


def test_another_shops_history_is_not_there(charlie, invoice):
    path = f"/api/customers/{invoice.party.pk}/notifications"
    assert charlie.api.get(path).status_code == 404
    assert charlie.api.get(f"/api/invoices/{invoice.pk}/delivery-status").status_code == 404
