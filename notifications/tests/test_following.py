"""A corrected number or e-mail address holds for what waits and for what failed: the stranger gets nothing more."""

from datetime import UTC, datetime, timedelta

import pytest

from customers.services.parties import change_party
from customers.testing import a_party
from invoicing.models import Invoice
from invoicing.testing import an_invoice
from notifications import kinds
from notifications.models import Notification
from notifications.providers.base import Outcome
from notifications.services import preferences
from notifications.services.gathering import gather_due
from notifications.services.outbox import queue, send_invoice
from notifications.testing import an_sms, change, deliver, fresh
from smartkhata.core.models import Event
from smartkhata.core.tenancy import no_scope
from smartkhata.core.testing.queue import work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker", "by_day")]
OLD, NEW, ACCOUNTANT = "+919876500001", "+919876500002", "+919876500003"
# A Saturday in India, after five.
SATURDAY = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture
def row(asha):
    return an_sms(asha, name="Sunita", phone=OLD, email="old@example.com")


def correct(person, row, **changes):
    """The owner enters another address; the listeners have not heard of it yet."""
    with person.scope():
        change_party(row.party, by=person.user, **(changes or {"phone": NEW}))


def to_accountant(person, row):
    with person.scope():
        to = {"phone": [ACCOUNTANT]}
        return send_invoice(
            an_invoice(person.user, row.party), channels=["sms"], recipients=to, by=person.user
        )["sms"][0]


def page(person):
    return person.client.get(person.url("messages/failed/")).content.decode()


def test_what_waits_is_turned_to_the_right_number(asha, row):
    correct(asha, row)
    with asha.scope():
        preferences.number_corrected(Event.objects.filter(name="party.changed").latest("at"))
    assert (fresh(asha, row).recipient, fresh(asha, row).state) == (NEW, "queued")


def test_what_is_due_before_anybody_heard_of_it_goes_there_too(asha, row, use_provider):
    provider = use_provider()
    correct(asha, row)
    deliver()
    assert [message.to for message in provider.got] == [NEW]


def test_what_is_tried_again_goes_there_too(asha, row, use_provider):
    provider = use_provider(Outcome("not_sent"), Outcome("accepted"))
    deliver()
    correct(asha, row)
    change(asha, row, next_attempt_at=row.created_at)
    deliver()
    assert [message.to for message in provider.got] == [OLD, NEW]


def test_what_went_to_somebody_else_stays_theirs(asha, row, use_provider):
    change(asha, row, state="failed")
    other = to_accountant(asha, row)
    provider = use_provider()
    correct(asha, row)
    work(rounds=1)
    deliver()
    assert [message.to for message in provider.got] == [ACCOUNTANT]
    change(asha, other, state="failed")
    answer = asha.api.post(f"/api/notifications/{other.number}/resending", {})
    assert answer.json()["recipient"] == ACCOUNTANT


def test_a_code_stays_with_who_asked_for_it(asha, row, use_provider):
    provider = use_provider()
    change(asha, row, state="failed")
    with asha.scope():
        queue(kinds.KINDS["otp"](row.party, challenge=None, request="1"), "sms", OLD)
    correct(asha, row)
    deliver()
    assert [message.to for message in provider.got] == [OLD]


def test_a_doubt_is_looked_into_where_it_went(asha, row, use_provider):
    provider = use_provider(Outcome("ambiguous"))
    deliver()
    correct(asha, row)
    work(rounds=1)
    change(asha, row, next_attempt_at=row.created_at)
    deliver()
    assert (fresh(asha, row).recipient, len(provider.got)) == (OLD, 1)


def test_what_was_held_for_the_day_is_told_there(asha):
    with asha.scope():
        party = a_party(asha.user, phone=OLD)
        preferences.change_wishes(party, often="daily", by="customer")
        at = SATURDAY - timedelta(hours=5)
        [held] = send_invoice(an_invoice(asha.user, party), channels=["sms"], by=asha.user, at=at)["sms"]
    assert held.state == "held"
    correct(asha, held)
    with no_scope():
        assert gather_due(at=SATURDAY) == 1
    with asha.scope():
        assert Notification.objects.get(kind="gathered").recipient == NEW


def test_without_a_number_it_goes_another_way(asha, row, use_provider):
    provider = use_provider()
    correct(asha, row, phone="")
    deliver()
    assert (provider.got, fresh(asha, row).error_message) == ([], "no phone number")
    work(rounds=1)
    with asha.scope():
        assert Notification.objects.get(replaces=row).recipient == "old@example.com"


def test_what_failed_goes_to_the_right_number_and_says_so_before(asha, row):
    change(asha, row, state="bounced")
    assert f"Send again to {NEW}" not in page(asha)
    correct(asha, row)
    assert f"Send again to {NEW}" in page(asha)
    asha.client.post(asha.url(f"messages/{row.number}/settling/"), {"channel": "sms"})
    with asha.scope():
        assert Notification.objects.get(replaces=row).recipient == NEW


def test_a_mail_goes_to_the_address_that_was_corrected_on_its_bill(asha):
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(asha.user, email="old@example.com"))
        [mail] = send_invoice(invoice, channels=["email"], by=asha.user, include_pdf=False)["email"]
        Invoice.objects.filter(pk=invoice.pk).update(email="bills@example.com")
    correct(asha, mail, email="new@example.com")
    work(rounds=1)
    assert fresh(asha, mail).recipient == "bills@example.com"


def test_the_words_are_those_that_the_law_of_the_number_lets_through(asha):
    """To India an SMS carries no words of the owner's own."""
    with asha.scope():
        party = a_party(asha.user, phone="+254722123456")
        told = send_invoice(an_invoice(asha.user, party), channels=["sms"], by=asha.user, message="See you")
        [row] = told["sms"]
        notice = queue(kinds.FreeMessage(party, text="Closed on Monday"), "sms", party.phone)
    assert "See you" in row.body
    correct(asha, row)
    deliver()
    assert "See you" not in fresh(asha, row).body
    assert (fresh(asha, notice).state, fresh(asha, notice).recipient) == ("failed", party.phone)
