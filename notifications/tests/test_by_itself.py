"""What goes out without a press of Send."""

from datetime import timedelta

import pytest
from django.utils import timezone

from customers.models import Party
from customers.testing import a_party
from invoicing.services.batches import begin_batch, run_batch, send_batch, start_batch
from invoicing.testing import LINE, a_draft, an_invoice
from notifications.models import Notification
from notifications.services.outbox import send_invoice
from notifications.services.schedules import schedule_send
from smartkhata.core.models import Event
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db


def told(asha):
    work()
    with asha.scope():
        return sorted(
            Notification.objects.filter(kind="invoice_created").values_list("party__name", flat=True)
        )


def test_a_customer_who_wants_it_so_gets_the_invoice_at_once(asha):
    with asha.scope():
        party = a_party(asha.user, name="Ramesh", phone="+919876500021")
        Party.objects.filter(pk=party.pk).update(auto_send_invoices=True)
        an_invoice(asha.user, Party.objects.get())
    assert told(asha) == ["Ramesh"]


@pytest.fixture
def automatic(asha, no_worker):
    """A customer with phone and e-mail who gets new invoices by themselves."""
    with asha.scope():
        party = a_party(asha.user, name="Ramesh", phone="+919876500021", email="ramesh@example.com")
        Party.objects.filter(pk=party.pk).update(auto_send_invoices=True)
        return Party.objects.get(pk=party.pk)


def test_issued_and_sent_by_one_press_it_goes_once(asha, automatic):
    with asha.scope():
        draft = a_draft(asha.user, automatic)
    path = f"/api/customers/{automatic.number}/invoices/drafts/{draft.number}/send"
    assert asha.api.post(path, {"include_pdf": False}).status_code == 200
    assert told(asha) == ["Ramesh", "Ramesh"]  # by SMS and by e-mail


def test_planned_for_a_day_it_waits_for_that_day(asha, automatic):
    with asha.scope():
        moment = (timezone.now() + timedelta(days=2)).isoformat()
        schedule_send(an_invoice(asha.user, automatic), moment=moment, channels=["sms"], by=asha.user)
    assert told(asha) == []


def test_a_batch_of_them_is_not_sent_again_by_hand(asha, automatic):
    with asha.scope():
        batch = start_batch(Party.objects.all(), name="", lines=[LINE], by=asha.user)
        begin_batch(batch, by=asha.user)
    while run_batch(asha.business.pk, batch.pk):
        pass
    with asha.scope():
        send_batch(batch, by=asha.user)
    assert told(asha) == ["Ramesh", "Ramesh"]


def test_nobody_else_does(asha):
    with asha.scope():
        an_invoice(asha.user, a_party(asha.user, name="Ramesh", phone="+919876500021"))
    assert told(asha) == []


def test_who_cannot_be_reached_is_told_to_the_owner(asha):
    with asha.scope():
        party = a_party(asha.user, phone="", email="")
        Party.objects.filter(pk=party.pk).update(auto_send_invoices=True)
        an_invoice(asha.user, Party.objects.get())
    assert told(asha) == []
    with asha.scope():
        assert Event.objects.get(name="invoice.unsent").data == {"reason": "no_recipient"}


def test_a_batch_is_sent_once_to_each(asha):
    with asha.scope():
        for n in range(3):
            a_party(asha.user, name=f"Pupil {n}", phone=f"+91987650003{n}")
        batch = start_batch(Party.objects.order_by("name"), name="", lines=[LINE], by=asha.user)
        begin_batch(batch, by=asha.user)
    while run_batch(asha.business.pk, batch.pk):
        pass
    with asha.scope():
        send_batch(batch, by=asha.user)
    assert told(asha) == ["Pupil 0", "Pupil 1", "Pupil 2"]
    with asha.scope():
        one = send_invoice(an_invoice(asha.user, Party.objects.first()), channels=["sms"], by=asha.user)
        batch_rows = Notification.objects.exclude(pk=one["sms"][0].pk).filter(kind="invoice_created")
        assert {row.priority for row in batch_rows} == {8} and one["sms"][0].priority == 5
