"""What check_invariants asks of the customers' side."""

from datetime import timedelta

import pytest
from django.utils import timezone

from customers.testing import a_party
from notifications import kinds
from notifications.models import Notification
from notifications.services.invariants import broken
from notifications.services.outbox import queue
from portal.services.proof import MOST

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.mark.parametrize(("apart", "found"), [(timedelta(minutes=5), {"I15"}), (timedelta(minutes=7), set())])
def test_more_codes_than_two_hours_allow_within_one_are_found(asha, no_worker, apart, found):
    with asha.scope():
        party = a_party(asha.user)
        for number in range(MOST + 1):
            code = kinds.Otp(party, challenge=None, request=str(number))
            queue(code, "sms", party.phone, business=asha.business, at=NOW - number * apart)
        Notification.objects.update(state="accepted")
        assert {row.rule for row in broken(at=NOW)} == found
