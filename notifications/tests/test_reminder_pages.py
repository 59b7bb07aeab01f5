"""The ladder's page, the tap, and the rest."""

from datetime import timedelta

import pytest
from django.utils import timezone

from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.models import Notification, Preference, ReminderRules

pytestmark = pytest.mark.django_db


@pytest.fixture
def party(asha):
    with asha.scope():
        party = a_party(asha.user, phone="+919876500012")
        an_invoice(asha.user, party)
        return party


def test_the_ladder_is_saved_and_shown(asha):
    answer = asha.client.post(
        asha.url("reminders/"), {"is_on": "on", "ladder": "7, \u22122 0", "small_sum": "100"}
    )
    assert answer.status_code == 302
    with asha.scope():
        assert (ReminderRules.objects.get().ladder, ReminderRules.objects.get().is_on) == ([-2, 0, 7], True)
    page = asha.client.get(asha.url("reminders/")).content.decode()
    assert 'value="-2, 0, 7"' in page and "2 days before · on the day · 7 days after" in page


def test_what_is_no_ladder_is_refused_and_kept_in_the_form(asha):
    page = asha.client.post(asha.url("reminders/"), {"ladder": "soon", "small_sum": "100"})
    assert page.status_code == 400 and 'value="soon"' in page.content.decode()


def test_a_clerk_may_remind_but_not_change_the_ladder(brian):
    assert brian.client.get(brian.url("reminders/")).status_code == 403


def test_a_rest_is_given_and_ended(asha, party):
    asha.client.post(asha.url(f"customers/{party.pk}/rest/"))
    with asha.scope():
        assert Preference.objects.get().paused_until > timezone.now().date() + timedelta(days=10)
    asha.client.post(asha.url(f"customers/{party.pk}/rest/"), {"end": "1"})
    with asha.scope():
        assert Preference.objects.get().paused_until is None


def test_remind_is_an_action_of_who_owes_and_of_nobody_else(asha, party):
    with asha.scope():
        other = a_party(asha.user)
    head = (
        asha.client.get(asha.url(f"customers/{party.pk}/notes/"))
        .content.decode()
        .partition('class="tabs"')[0]
    )
    assert asha.url(f"customers/{party.pk}/reminding/") in head
    assert "reminding/" not in asha.client.get(asha.url(f"customers/{other.pk}/")).content.decode()


def test_the_app_reminds_by_one_request(asha, party, time_machine):
    time_machine.move_to("2026-11-23T06:00:00Z", tick=False)  # half past eleven in India
    answer = asha.api.post(f"/api/customers/{party.number}/reminders")
    assert answer.status_code == 201 and answer.json()["reminded"]
    again = asha.api.post(f"/api/customers/{party.number}/reminders")
    assert (again.status_code, again.json()["error"]["code"]) == (409, "too_soon")
    with asha.scope():
        assert Notification.objects.filter(kind="payment_reminder").count() == 1


def test_at_night_the_answer_says_when(asha, party, time_machine):
    time_machine.move_to("2026-11-23T18:00:00Z", tick=False)
    page = asha.client.post(asha.url(f"customers/{party.pk}/reminding/"), follow=True)
    assert "in the morning" in page.content.decode()
