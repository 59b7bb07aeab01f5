"""A reminder by a tap or a tick is no answer to "I have paid", a dispute or a promise."""

from datetime import timedelta

import pytest

from customers.testing import a_party
from invoicing.services.agreements import open_dispute, promise_payment
from invoicing.services.claims import claim_payment
from invoicing.testing import an_invoice
from notifications.models import Notification
from smartkhata.core.clock import today

pytestmark = pytest.mark.django_db


def claimed(person, invoice, day):
    claim_payment(invoice, amount=100, method="upi", reference="X1", paid_on=day)


def disputed(person, invoice, day):
    open_dispute(invoice, reason="Half was missing", by=person.user)


def promised(person, invoice, day):
    promise_payment(invoice, promised_on=day + timedelta(days=2), by=person.user)


SAID = {claimed: "says that this is paid", disputed: "disputes this", promised: "promised to pay"}


@pytest.fixture
def morning(time_machine):
    time_machine.move_to("2026-11-23T06:00:00Z", tick=False)


@pytest.fixture
def bill(asha, morning, no_worker):
    with asha.scope():
        return an_invoice(asha.user, a_party(asha.user, "Ramesh"))


def say(person, bill, how):
    with person.scope():
        how(person, bill, today(person.business))


def tap(person, bill, **form):
    return person.client.post(person.url(f"customers/{bill.party_id}/reminding/"), form)


def told(person):
    with person.scope():
        return [row.body for row in Notification.objects.filter(kind__in=["payment_reminder", "overdue"])]


@pytest.mark.parametrize("how", SAID)
def test_a_tap_says_why_not_and_a_second_one_reminds_all_the_same(asha, bill, how):
    say(asha, bill, how)
    page = tap(asha, bill)
    assert page.status_code == 409 and SAID[how] in page.content.decode() and not told(asha)
    assert tap(asha, bill, anyway="yes").status_code == 302 and len(told(asha)) == 1


@pytest.mark.parametrize("how", SAID)
def test_of_several_bills_the_others_are_reminded_of(asha, bill, how):
    with asha.scope():
        other = an_invoice(asha.user, bill.party)
    say(asha, bill, how)
    page = asha.client.get(tap(asha, bill).headers["Location"]).content.decode()
    assert f"{bill.number}: The customer" in page
    assert other.number in told(asha)[0] and bill.number not in told(asha)[0]


@pytest.mark.parametrize("how", SAID)
def test_ticked_with_others_they_are_left_out_with_the_reason(asha, bill, how):
    say(asha, bill, how)
    form = {"party": [str(bill.party_id)]}
    page = asha.client.post(asha.url("customers/reminding/"), form).content.decode()
    assert SAID[how] in page and "Send 1 reminder" not in page
    asha.client.post(asha.url("customers/reminding/"), form | {"sure": "yes"})
    assert not told(asha)


def test_the_app_may_remind_all_the_same(asha, bill):
    say(asha, bill, disputed)
    path = f"/api/customers/{bill.party.number}/reminders"
    assert asha.api.post(path, {}).json()["error"]["code"] == "answer_first"
    assert asha.api.post(path, {"anyway": True}).status_code == 201
