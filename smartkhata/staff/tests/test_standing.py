"""Staff say how far a shop is trusted, with or without a review, and take a stop back."""

import pytest
from django.urls import reverse

from notifications.models import SenderStanding
from notifications.services import limits

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_stop_is_taken_back(asha, staff):
    limits.set_tier(asha.business, tier="stopped", by=asha.user)
    page = reverse("admin:notifications_senderstanding_change", args=[asha.business.pk])
    assert staff.post(page, {"tier": "known"}).status_code == 302
    standing = SenderStanding.objects.get()
    assert standing.tier == "known" and standing.decided_by_id != asha.user.pk


def test_a_shop_without_a_review_is_trusted_or_stopped(asha, staff):
    page = reverse("admin:notifications_senderstanding_add")
    assert staff.post(page, {"business": asha.business.pk, "tier": "trusted"}).status_code == 302
    assert limits.tier_of(asha.business) == "trusted"
