"""A report that can't be applied waits alone: nobody else's waits with it, in its shop or another."""

import pytest

from notifications.testing import an_sms, change, fresh
from notifications.tests.hooks import given, keys, row, sendgrid, state
from smartkhata.core.testing.superuser import as_superuser

__all__ = ["keys", "row"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("keys")]
DUE = "UPDATE notifications_inboundevent SET next_attempt_at = now()"


def test_one_report_that_can_not_be_applied_holds_up_no_other_and_is_tried_again(asha, charlie, row):
    neighbour, elsewhere = an_sms(asha, phone="+919812345679"), an_sms(charlie)
    for person, other in ((asha, neighbour), (charlie, elsewhere)):
        change(person, other, state="accepted", provider="sendgrid", provider_ref=f"ref-{other.pk}")
    for message in (row, neighbour, elsewhere):
        assert sendgrid([given(notification_id=str(message.pk))]) == 204
    mine = f"WHERE notification_id = '{row.pk}'"
    as_superuser(f"UPDATE notifications_inboundevent SET detail = detail - 'reason' {mine}")

    assert state(asha, row) == "accepted"
    assert (fresh(asha, neighbour).state, fresh(charlie, elsewhere).state) == ("delivered", "delivered")
    assert as_superuser("SELECT settled, count(*) FROM notifications_inboundevent GROUP BY 1 ORDER BY 1") == [
        ("", 1),
        ("applied", 2),
    ]

    as_superuser(f'UPDATE notifications_inboundevent SET detail = detail || \'{{"reason": ""}}\' {mine}')
    as_superuser(DUE)
    assert state(asha, row) == "delivered"
