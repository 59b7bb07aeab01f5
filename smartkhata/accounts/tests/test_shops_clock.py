"""The owner's pages tell moments by the shop's clock, also the fragments that are rendered alone."""

from datetime import UTC, datetime

import pytest
from django.test import RequestFactory
from django.utils import timezone

from smartkhata.accounts.doors import owner_page

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 21, 20, 4, tzinfo=UTC)


@pytest.mark.parametrize("scope", [True, False])
def test_a_view_runs_by_the_shops_clock_and_nothing_after_it(asha, scope):
    request = RequestFactory().get("/")
    request.user = asha.user
    seen = owner_page("shop.view", scope=scope)(lambda request: timezone.localtime(NIGHT).isoformat())
    assert seen(request, shop=asha.business.slug) == "2026-11-22T01:34:00+05:30"
    assert timezone.get_current_timezone_name() == "UTC"
