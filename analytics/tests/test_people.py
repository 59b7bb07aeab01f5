"""Who counts as a customer: not the party that holds the walk-ins' bills, nor one that turned out to be another."""

from decimal import Decimal

import pytest

from analytics.selectors import customer_network
from analytics.services.rollups import roll_up
from customers.selectors import summary, top_customers
from customers.services.merging import merge_parties
from customers.services.walk_ins import walk_in_party
from customers.testing import a_party
from invoicing.services.invoices import accept_draft
from invoicing.services.walk_ins import start_walk_in
from invoicing.testing import LINE, a_draft
from smartkhata.core.clock import today

pytestmark = pytest.mark.django_db


def a_walk_in_bill(asha):
    return accept_draft(start_walk_in(name="Sita", lines=[LINE], by=asha.user), by=asha.user)


def test_the_walk_ins_and_an_alias_are_no_customers(asha):
    day = today(asha.business)
    with asha.scope():
        ramesh, double = a_party(asha.user), a_party(asha.user)
        merge_parties(ramesh, double, by=asha.user)
        accept_draft(a_draft(asha.user, ramesh), by=asha.user)
        for _ in range(2):
            a_walk_in_bill(asha)
    counted = roll_up(asha.business, day)
    assert (counted.new_customers_count, counted.repeat_customer_rate) == (1, 0)
    with asha.scope():
        assert customer_network(period="last_7_days", day=day)["summary"]["total_customers"] == 1
        told = summary(day)
        assert (told["total_customers"], told["active_customers"]) == (1, 1)
        assert told["total_outstanding"] == Decimal("135000.00"), "what walk-ins owe is owed"
        assert list(top_customers()) == [ramesh]
        assert walk_in_party().balance == Decimal("90000.00")
