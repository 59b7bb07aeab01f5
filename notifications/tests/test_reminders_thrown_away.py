"""Two reminders in a row that did not arrive: no third one by the ladder, and the shop is told once."""

import pytest

from customers.services.parties import change_party
from notifications.models import Notification
from notifications.services.failures import fail
from notifications.services.fallbacks import fall_back
from notifications.services.reminders import remind, remind_due
from notifications.services.reminders_planned import planned
from notifications.services.unreached import unreached
from notifications.tests.test_reminding import bill, invoice, noon, party, run
from smartkhata.core.errors import DomainError
from smartkhata.core.models import Event

__all__ = ["invoice", "party"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def later(time_machine):
    """After the whole ladder, so that what the tests send is not in the future."""
    time_machine.move_to(noon(8), tick=False)


def lose(asha, at, *, state="bounced", sent=True, tell=True):
    """The reminder of `at` is sent, and comes back."""
    assert remind_due(asha.business.pk, at=at) == 1
    with asha.scope():
        row = Notification.objects.filter(kind__in=["payment_reminder", "overdue"]).latest("created_at")
        Notification.objects.filter(pk=row.pk).update(sent_at=at if sent else None)
        fail(row, state=state)
        if tell:
            for event in Event.objects.filter(name="message.failed", subject=f"notification:{row.pk}"):
                fall_back(event)
    return row


def facts(asha):
    with asha.scope():
        return Event.objects.filter(name="party.unreached").count()


def test_after_two_the_ladder_stops_and_the_shop_hears_of_it_once(asha, invoice):
    lose(asha, noon(0))
    assert facts(asha) == 0
    row = lose(asha, noon(3))
    with asha.scope():
        [event] = Event.objects.filter(name="message.failed", subject=f"notification:{row.pk}")
        fall_back(event)
        [plan] = planned(at=noon(7))
    assert "did not arrive" in plan.why_not and facts(asha) == 1
    assert remind_due(asha.business.pk, at=noon(7)) == 0


def test_another_number_and_the_ladder_goes_on(asha, invoice):
    lose(asha, noon(0))
    lose(asha, noon(3))
    with asha.scope():
        change_party(invoice.party, by=asha.user, phone="+919876500077")
    assert remind_due(asha.business.pk, at=noon(7)) == 1


def test_anything_that_arrives_there_and_the_ladder_goes_on(asha, invoice):
    lose(asha, noon(0))
    lose(asha, noon(3))
    with asha.scope():
        rows = Notification.objects.filter(kind="invoice_created", invoice=invoice)
        assert rows.update(state="delivered", delivered_at=noon(4), created_at=noon(4)) == 1
    assert remind_due(asha.business.pk, at=noon(7)) == 1


@pytest.mark.parametrize("state, sent", [("failed", False), ("delivered", True)])
def test_what_never_left_us_or_arrived_does_not_count(asha, invoice, state, sent):
    lose(asha, noon(0))
    lose(asha, noon(3), state=state, sent=sent)
    assert remind_due(asha.business.pk, at=noon(7)) == 1


def test_one_that_another_channel_told_is_not_lost(asha, invoice):
    with asha.scope():
        change_party(invoice.party, by=asha.user, email="ramesh@example.com")
    first = lose(asha, noon(0), tell=False)
    second = lose(asha, noon(3), tell=False)
    with asha.scope():
        assert set(unreached([invoice.party], noon(7))) == {invoice.party_id}
        [event] = Event.objects.filter(name="message.failed", subject=f"notification:{second.pk}")
        Notification.objects.filter(pk=second.pk).update(expires_at=noon(30))
        copy = fall_back(event)
        assert copy.replaces_id == second.pk and copy.channel == "email"
        assert unreached([invoice.party], noon(9)) == {} and first.pk != second.pk
    assert facts(asha) == 0


def test_a_tap_goes_all_the_same(asha, invoice):
    lose(asha, noon(0))
    lose(asha, noon(3))
    with asha.scope():
        assert remind(invoice.party, by=asha.user, at=noon(7))


def test_six_of_one_bill_are_all_by_taps_too(asha, invoice):
    for n in range(4):
        with asha.scope():
            remind(invoice.party, by=asha.user, at=noon(-30 + 7 * n))
    run(asha, first=-3, last=40)
    with asha.scope():
        assert invoice.reminders.count() == 6
        with pytest.raises(DomainError) as refused:
            remind(invoice.party, by=asha.user, at=noon(60))
        other = bill(asha, invoice.party)
        assert refused.value.code == "too_many"
        [row] = remind(invoice.party, by=asha.user, at=noon(60))
        assert other.number in row.body and invoice.number not in row.body
