"""The home page tells the truth of today's messages: to customers only, and what failed or waits before "all"."""

import pytest

from analytics.selectors import home_figures
from notifications.models import Notification
from notifications.testing import an_sms, change, deliver, no_worker, use_provider
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
    work()
    with asha.scope():
        assert Notification.objects.filter(party=None).exists(), (
            "the letter that confirms the owner's address"
        )
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
