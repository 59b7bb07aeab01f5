"""A day that is counted again gives the same numbers (I12), however often it is closed."""

import pytest
from django.utils import timezone

from analytics.metrics import METRICS
from analytics.models import EngagementMetric
from analytics.services.rollups import roll_up
from customers.testing import a_party
from invoicing.services.payments import record_payment
from invoicing.testing import an_invoice
from smartkhata.core.clock import today

pytestmark = pytest.mark.django_db


def test_counted_twice_is_counted_once(asha):
    day = today(asha.business, now=timezone.now())
    with asha.scope():
        party = a_party(asha.user)
        an_invoice(asha.user, party)
        record_payment(party, amount=50, method="cash", received_on=day, by=asha.user)
    first, again = (_numbers(roll_up(asha.business, day)) for _ in range(2))
    assert first == again and first["payments_received_amount"] == 50
    with asha.scope():
        assert EngagementMetric.objects.count() == 1


def _numbers(row):
    return {name: getattr(row, name) for name in METRICS}
