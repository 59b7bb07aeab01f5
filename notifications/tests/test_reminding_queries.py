"""The dry run of reminders asks as often for one customer as for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.testing import a_party
from notifications.services.reminders import planned
from notifications.tests.test_reminding import bill, invoice, noon, party

__all__ = ["invoice", "party"]


@pytest.mark.django_db
def test_the_queries_do_not_grow_with_the_customers(asha, invoice):
    counts = []
    with asha.scope():
        for customers in (1, 5):
            for _ in range(customers):
                bill(asha, a_party(asha.user))
            with CaptureQueriesContext(connection) as queries:
                plans = planned(at=noon(3))
            counts.append((len(plans), len(queries)))
    (few, asked), (many, asked_again) = counts
    assert few < many and asked == asked_again
