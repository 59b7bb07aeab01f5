"""The address that was corrected on a bill is its customer's there, whatever is asked about it."""

import pytest

from customers.testing import a_party
from invoicing.services.corrections import correct_invoice
from invoicing.testing import an_invoice
from notifications.models import Preference
from notifications.services.failures import own_addresses, refuse_further
from notifications.services.outbox import send_invoice
from notifications.services.preferences import forbidden
from notifications.services.strangers import disown
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(asha, no_worker):
    """A bill that went to the address corrected on it, and not to the customer's own."""
    with asha.scope():
        party = a_party(asha.user, phone="+919876500021", email="ramesh@example.com")
        bill = correct_invoice(an_invoice(asha.user, party), email="Accounts@example.com", by=asha.user)
        return send_invoice(bill, channels=["email"], by=asha.user)["email"][0]


def test_a_complaint_about_it_is_the_customers(asha, letter):
    with asha.scope():
        refuse_further(letter)
    work(rounds=1)
    with asha.scope():
        wish = Preference.objects.get(party=letter.party_id)
        assert forbidden(wish, "payment_reminder", "email") and not forbidden(wish, "payment_reminder", "sms")


def test_who_reads_there_may_say_that_it_is_not_theirs_in_any_spelling(asha, letter):
    letter.recipient = "accounts@EXAMPLE.com"
    with asha.scope():
        assert disown(letter, letter.party, by="reader")


def test_all_three_are_the_customers_own(asha, letter):
    with asha.scope():
        own = own_addresses(letter, letter.party)
    assert own == {"+919876500021", "ramesh@example.com", "accounts@example.com"}
