"""Many old debts, many spared customers, one customer or shop in trouble: the others are reminded all the same."""

from datetime import timedelta

import pytest

from customers.models import Party
from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.models import Notification, Preference, ReminderSent
from notifications.services import gathering, reminders
from notifications.services.reminders import planned, remind_due, set_rules, shops_that_remind
from notifications.tasks import remind_due as remind_all_shops
from notifications.tests.test_reminding import DUE, ISSUED, bill, invoice, noon, party
from smartkhata.accounts.testing import open_shop
from smartkhata.core.tenancy import no_scope

__all__ = ["invoice", "party"]
pytestmark = pytest.mark.django_db


def test_old_debts_hide_no_new_one(asha, invoice):
    """A run looks at ten invoices for each customer that it may remind: the oldest ones are past every step."""
    with asha.scope():
        old = a_party(asha.user)
        for _ in range(11):
            an_invoice(asha.user, old, on=ISSUED.date(), at=ISSUED, due_on=DUE - timedelta(days=15))
        [plan] = planned(at=noon(3), limit=1)
    assert plan.invoices == [invoice]


def _off(party):
    Party.objects.filter(pk=party.pk).update(send_reminders=False)


def _paused(party):
    Preference.objects.create(party=party, paused_until=DUE + timedelta(days=60), changed_at=ISSUED)


def _reminded(party):
    [owed] = party.invoices.all()
    ReminderSent.objects.create(party=party, invoice=owed, step=None, at=noon(2))


@pytest.mark.parametrize("spare", [_off, _paused, _reminded])
def test_who_is_spared_takes_nobodys_place(asha, invoice, spare):
    with asha.scope():
        other = bill(asha, a_party(asha.user))
        spare(invoice.party)
        [plan] = planned(at=noon(3), limit=1, with_spared=False)
        assert plan.invoices == [other] and not plan.why_not
        assert len(planned(at=noon(3))) == 2


def test_one_customers_trouble_is_nobody_elses(asha, invoice, monkeypatch):
    with asha.scope():
        other = bill(asha, a_party(asha.user, phone="+919876500012")).party
    send = reminders._send

    def breaks_for_one(party, *rest, **more):
        if party == invoice.party:
            raise RuntimeError("broken")
        return send(party, *rest, **more)

    monkeypatch.setattr(reminders, "_send", breaks_for_one)
    assert remind_due(asha.business.pk, at=noon(3)) == 1
    with asha.scope():
        assert ReminderSent.objects.get().party == other


def test_one_shops_trouble_is_nobody_elses(asha, charlie, monkeypatch):
    """Each shop has a turn of its own, which a slow or broken one can't take."""
    turns = []
    for person in (asha, charlie):
        with person.scope():
            set_rules(is_on=True, ladder=[0], small_sum=50, by=person.user)
    monkeypatch.setattr(reminders, "enqueue", lambda *turn: turns.append(turn))
    monkeypatch.setattr(reminders, "planned", lambda **rest: 1 / 0)
    assert remind_all_shops() == 2
    assert set(turns) == {("notifications.remind_shop", str(p.business.pk)) for p in (asha, charlie)}


def test_many_shops_cost_no_more_than_a_look_and_a_hint_each(monkeypatch, django_assert_num_queries):
    """No shop's rows are read in the sweep, however many shops there are."""
    shops = [open_shop(f"Shop{number} Traders", "KE") for number in range(5)]
    for person in shops:
        with person.scope():
            set_rules(is_on=True, ladder=[0], small_sum=50, by=person.user)
    monkeypatch.setattr(reminders, "enqueue", lambda *turn: None)
    with no_scope(), django_assert_num_queries(3):  # the one look, in its savepoint
        assert reminders.remind_all() == 5


def test_a_turn_that_is_killed_loses_nothing_and_sends_nothing_twice(asha, invoice, monkeypatch):
    with asha.scope():
        other = bill(asha, a_party(asha.user, phone="+919876500012"))
    send, sent = reminders._send, []

    def dies_after_the_first(party, *rest, **more):
        if sent:
            raise SystemExit
        sent.append(party)
        return send(party, *rest, **more)

    with monkeypatch.context() as killed, pytest.raises(SystemExit):
        killed.setattr(reminders, "_send", dies_after_the_first)
        remind_due(asha.business.pk, at=noon(3))
    assert remind_due(asha.business.pk, at=noon(3)) == 1
    assert remind_due(asha.business.pk, at=noon(3)) == 0
    with asha.scope():
        rows = ReminderSent.objects.values_list("invoice", flat=True)
        assert sorted(rows) == sorted([invoice.pk, other.pk])
        assert Notification.objects.filter(kind__in=("payment_reminder", "overdue")).count() == 2


def test_every_shop_has_its_turn(asha, charlie):
    for person in (asha, charlie):
        with person.scope():
            set_rules(is_on=True, ladder=[0], small_sum=50, by=person.user)
    with no_scope():
        first = {shops_that_remind(limit=1)[0] for _ in range(40)}
    assert first == {asha.business.pk, charlie.business.pk}


def test_a_customer_whose_messages_cannot_be_gathered_stops_nobody(monkeypatch):
    tried = []

    def breaks(business_id, party_id, **rest):
        tried.append(party_id)
        raise RuntimeError("broken")

    monkeypatch.setattr(gathering, "gather", breaks)
    assert not gathering._gathered(1, 2, ISSUED) and not gathering._gathered(1, 3, ISSUED)
    assert tried == [2, 3]
