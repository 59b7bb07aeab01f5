"""STOP silences the number that said it, a customer's or not; START, or the customer's later word, opens it again."""

import pytest

from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.models import Notification, SilentNumber
from notifications.services.outbox import send_code, send_invoice
from notifications.services.preferences import change_wishes, heed_reply
from notifications.testing import fresh
from smartkhata.core.errors import DomainError
from smartkhata.core.testing.queue import work

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_worker", "by_day")]
OWN, CLERK = "+919876500091", "+919876500092"


@pytest.fixture
def party(asha):
    with asha.scope():
        return a_party(asha.user, phone=OWN)


def bill_to(person, party, phone):
    """A bill by SMS, to somebody beside the customer or to them."""
    with person.scope():
        told = send_invoice(
            an_invoice(person.user, party), channels=["sms"], recipients={"phone": [phone]}, by=person.user
        )
        return told["sms"][0]


def test_who_is_no_customer_gets_nothing_more_and_the_customer_does(asha, party):
    waits = bill_to(asha, party, CLERK)
    assert heed_reply(CLERK, "stop")
    work()
    row = fresh(asha, waits)
    assert (row.state, row.error_message) == (
        "failed",
        "Who has this number has answered STOP. Use another way.",
    )
    with pytest.raises(DomainError, match="has answered STOP"):
        bill_to(asha, party, CLERK)
    assert bill_to(asha, party, OWN).recipient == OWN


def test_it_holds_when_the_number_becomes_a_customers(asha, party):
    bill_to(asha, party, CLERK)
    heed_reply(CLERK, "STOP")
    with asha.scope():
        other = a_party(asha.user, phone=CLERK)
    with pytest.raises(DomainError, match="has answered STOP"):
        bill_to(asha, other, CLERK)


def test_it_holds_for_the_old_number_of_a_customer_who_is_silent(asha, party):
    bill_to(asha, party, OWN)
    heed_reply(OWN, "STOP")
    with asha.scope():
        other = a_party(asha.user, phone=CLERK)
    with pytest.raises(DomainError, match="has answered STOP"):
        bill_to(asha, other, OWN)


@pytest.mark.parametrize("shop_of_the_reply", ["asha", "charlie", None])
def test_it_is_meant_of_the_shops_that_wrote_by_the_number(asha, charlie, party, shop_of_the_reply):
    with charlie.scope():
        bill_to(charlie, a_party(charlie.user, phone=OWN), CLERK)
    bill_to(asha, party, CLERK)
    people = {"asha": asha, "charlie": charlie}
    business = people[shop_of_the_reply].business.pk if shop_of_the_reply else None
    heed_reply(CLERK, "STOP", business_id=business)
    for name, person in people.items():
        with person.scope():
            assert SilentNumber.objects.exists() == (shop_of_the_reply in (name, None))


def test_start_opens_it_again(asha, party):
    bill_to(asha, party, CLERK)
    heed_reply(CLERK, "STOP")
    heed_reply(CLERK, "START")
    assert bill_to(asha, party, CLERK).recipient == CLERK


def test_the_customers_later_wish_opens_their_own_number(asha, party):
    bill_to(asha, party, OWN)
    heed_reply(OWN, "STOP")
    with asha.scope():
        change_wishes(party, often="each", by="customer")
    assert bill_to(asha, party, OWN).recipient == OWN


def test_a_code_still_goes_and_stop_is_answered_once_without_a_name(asha, party):
    bill_to(asha, party, CLERK)
    for text in ("STOP", "stop", "BAND"):
        heed_reply(CLERK, text)
    with asha.scope():
        send_code(business=asha.business, party=party, phone=CLERK, challenge=party.pk, occurrence="1")
    work()
    with asha.scope():
        told = Notification.objects.filter(recipient=CLERK).exclude(kind="invoice_created")
        assert sorted(told.values_list("kind", "state")) == [("otp", "accepted"), ("stopped", "accepted")]
        answer = told.get(kind="stopped")
        assert answer.party is None and party.name not in answer.body
