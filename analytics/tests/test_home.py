"""The home page: the truth of today's messages (to customers only; what failed or waits before "all went out"),
whom the latest facts are about, and what a new shop does first."""

from datetime import timedelta

import pytest

from analytics.first_steps import first_steps
from analytics.selectors import home_figures
from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.models import Notification
from notifications.testing import an_sms, change, deliver, no_worker, use_provider
from smartkhata.accounts.services.letters import ask_confirmation
from smartkhata.core.clock import today
from smartkhata.core.testing.queue import work

__all__ = ["no_worker", "use_provider"]
pytestmark = pytest.mark.django_db(transaction=True)


def told(asha):
    with asha.scope():
        figures = home_figures(asha.business, today(asha.business))
    return figures["sent"], figures["failed"], figures["waiting"]


def page(asha):
    return asha.client.get(asha.url()).content.decode()


def test_a_shop_that_told_nobody_yet_says_so(asha):
    ask_confirmation(asha.user)
    work()
    with asha.scope():
        assert Notification.objects.get().sent_at, "a letter about her account, to herself"
    assert told(asha) == (0, 0, 0) and "nothing yet" in page(asha)


@pytest.mark.parametrize("state", ["failed", "bounced", "quarantined"])
def test_what_reached_nobody_is_never_among_all_that_went_out(asha, no_worker, use_provider, state):
    use_provider()
    row = an_sms(asha)
    assert told(asha) == (0, 0, 1) and "1 waiting" in page(asha)
    deliver()
    assert told(asha) == (1, 0, 0) and "all went out" in page(asha)
    change(asha, row, state=state)
    assert told(asha) == (1, 1, 0) and "1 failed" in page(asha) and "all went out" not in page(asha)


def test_lately_names_whom_it_is_about_and_leads_there(asha):
    with asha.scope():
        party = a_party(asha.user, name="Ramesh Kumar")
        bill = an_invoice(asha.user, party)
    seen = page(asha)
    assert f'<a href="{asha.url(f"customers/{party.pk}/")}">Ramesh Kumar</a>' in seen
    assert f'<a href="{asha.url(f"invoices/{bill.pk}/")}">{bill.number}</a>' in seen
    assert "A letter about an account" not in seen


def test_a_new_shop_is_led_to_its_first_customer_and_its_way_to_be_paid(asha, brian):
    fresh = page(asha)
    assert f'class="button primary" href="{asha.url("customers/new/")}"' in fresh
    assert "Your bills show no way to pay yet." in fresh and "Confirm your e-mail" in fresh
    assert "no way to pay" not in page(brian), "only who may change the settings"
    with asha.scope():
        a_party(asha.user)
    assert f'class="button primary" href="{asha.url("invoices/new/")}"' in page(asha)


def test_steps_go_when_they_are_done_and_polish_is_asked_for_a_month_only(asha):
    def at(days):
        return asha.business.created_at + timedelta(days=days)

    assert first_steps(asha.business, asha.user, at=at(1)) == ["pay", "email", "tax_id", "logo"]
    assert first_steps(asha.business, asha.user, at=at(31)) == ["pay", "email"]
    asha.business.upi_id, asha.user.email_confirmed_at = "asha@upi", at(1)
    assert first_steps(asha.business, asha.user, at=at(31)) == []
