"""The dry run shows who would be reminded and who would not, by the rules of the send itself."""

import pytest

from customers.models import Party
from customers.testing import a_party
from notifications.models import Notification, Preference
from notifications.services import reminders_planned
from notifications.services.preferences import change_wishes, not_me
from notifications.services.reminders import remind_due
from notifications.services.reminders_planned import planned
from notifications.tests.test_reminding import bill, invoice, noon, party, told

__all__ = ["invoice", "party"]
pytestmark = pytest.mark.django_db


def _silent(party, **more):
    change_wishes(party, often="off", by="reader")


def _receipts_only(party, **more):
    change_wishes(party, often="receipts", by="reader")


def _no_channel(party, **more):
    change_wishes(party, often="each", channels_off=["sms", "email"], by="reader")


def _stranger(party, **more):
    not_me(party, by="reader", channel="sms")


def _nowhere(party, **more):
    Party.objects.filter(pk=party.pk).update(phone="", email="")


def _had_enough(party, *, asha):
    rows = [
        Notification(
            **{"party": party, "business": asha.business, "kind": "message", "channel": "sms"},
            **{"recipient": party.phone, "number": f"X-{n}", "dedupe_key": f"x{n}", "state": "delivered"},
            **{"created_at": noon(3), "next_attempt_at": noon(3), "expires_at": noon(4)},
        )
        for n in range(6)
    ]
    Notification.objects.bulk_create(rows)


@pytest.mark.parametrize("spare", [_silent, _receipts_only, _no_channel, _stranger, _nowhere, _had_enough])
def test_who_would_get_nothing_is_shown_so_and_takes_nobodys_place(asha, invoice, spare):
    with asha.scope():
        other = bill(asha, a_party(asha.user, phone="+919876500012"))
        spare(invoice.party, asha=asha)
        plans = {plan.party: plan.why_not for plan in planned(at=noon(3))}
        assert plans[invoice.party] and not plans[other.party]
        [plan] = planned(at=noon(3), limit=1, with_spared=False)
        assert plan.party == other.party
        before = Notification.objects.count()
    assert remind_due(asha.business.pk, at=noon(3)) == 1
    with asha.scope():
        assert Notification.objects.count() == before + 1


def test_the_dry_run_writes_nothing(asha, invoice):
    with asha.scope():
        [plan] = planned(at=noon(3))
    assert not plan.why_not and told(asha) == []


def test_a_weekly_reader_will_hear_of_it(asha, invoice):
    with asha.scope():
        change_wishes(invoice.party, often="weekly", by="reader")
        assert Preference.objects.count() == 1
        [plan] = planned(at=noon(3))
    assert not plan.why_not


def test_one_that_cannot_be_written_stops_no_other(asha, invoice, monkeypatch):
    with asha.scope():
        other = bill(asha, a_party(asha.user, phone="+919876500012")).party
    offer = reminders_planned.first_offer

    def breaks_for_one(kind, mailing):
        if kind.party == invoice.party:
            raise ValueError("broken")
        return offer(kind, mailing)

    monkeypatch.setattr(reminders_planned, "first_offer", breaks_for_one)
    with asha.scope():
        [plan] = planned(at=noon(3), with_spared=False)
    assert plan.party == other
