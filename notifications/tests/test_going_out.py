"""The calendar: what waits for its day, who is reminded, what recurs; and taking one back."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from customers.testing import a_party
from invoicing.services.recurring import start_plan
from invoicing.testing import LINE, an_invoice
from notifications.models import ScheduledSend
from notifications.services.coming import coming
from notifications.services.outbox import share_on_whatsapp
from notifications.services.planned import send_scheduled
from notifications.services.reminders import set_rules
from notifications.services.schedules import schedule_send
from smartkhata.core.clock import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(asha):
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(name="Sita Devi", phone="+919876500001"))
        day = today(asha.business) + timedelta(days=3)
        return schedule_send(invoice, moment=f"{day}T10:00", channels=["sms"], by=asha.user)


def page(person):
    return person.client.get(person.url("going-out/")).content.decode()


def test_a_planned_send_stands_on_its_day_with_its_time(asha, planned):
    text = page(asha)
    assert "Sita Devi" in text and "10:00" in text and "Do not send" in text


def test_taken_back_it_does_not_go_out(asha, planned):
    asha.client.post(asha.url(f"going-out/{planned.pk}/cancelling/"))
    assert "Sita Devi" not in page(asha)
    with asha.scope():
        assert ScheduledSend.objects.get().state == "cancelled"
    assert send_scheduled(now=planned.due_at + timedelta(minutes=1)) == 0


def test_a_second_press_says_that_it_does_not_wait(asha, planned):
    for _ in range(2):
        asha.client.post(asha.url(f"going-out/{planned.pk}/cancelling/"))
    assert "does not wait any more" in page(asha)


def test_reminders_and_recurring_invoices_stand_there_too(asha):
    with asha.scope():
        set_rules(is_on=True, ladder=[0], small_sum=50, by=asha.user)
        day = today(asha.business)
        issued = timezone.now() - timedelta(days=20)
        party = a_party(phone="+919876500002")
        invoice = an_invoice(asha.user, party, on=issued.date(), at=issued, due_on=day)
        share_on_whatsapp(invoice, by=asha.user, at=issued)
        start_plan(party, lines=[LINE], every="monthly", starts_on=day, by=asha.user, name="Rent")
        sorts = {row.sort for _, rows in coming(asha.business) for row in rows}
    assert sorts == {"reminder", "plan"}


def test_what_was_missed_is_shown_with_the_way_to_send_it(asha, planned):
    send_scheduled(now=planned.due_at + timedelta(days=3))
    text = page(asha)
    assert "Did not go out" in text and f"invoices/{planned.invoice_id}/sending/" in text


def test_far_away_is_left_out(asha, planned):
    with asha.scope():
        ScheduledSend.objects.update(local_time=f"{date.today() + timedelta(days=90)}T10:00")
        assert coming(asha.business) == []
