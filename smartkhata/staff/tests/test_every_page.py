"""Staff who entered a shop open every list and every row of it; what sending does for all is above the providers."""

from datetime import date

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from analytics.models import EngagementMetric
from analytics.services.rollups import roll_up
from notifications.models import DeliveryEvent, Notification, ProviderGate, ScheduledSend, SenderReview
from notifications.services import limits, preferences, watch
from portal.models import Link, NetworkProfile
from smartkhata.core.testing.queue import work
from smartkhata.tests.world import furnish

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def furnished(asha, staff):
    """One of everything, some of it sent and reported, and a visit of staff."""
    names = furnish(asha)
    work()
    with asha.scope():
        row = Notification.objects.filter(party__isnull=False).first()
        DeliveryEvent.objects.create(
            notification=row, word="delivered", at=row.created_at, received_at=row.created_at, dedupe_key="1"
        )
        preferences.heed(row.party, "STOP")
        profile = NetworkProfile.objects.create(phone="+919876500077", phone_verified_at=row.created_at)
        Link.objects.create(profile=profile, party=row.party)
        roll_up(asha.business, date(2026, 11, 20))
    ProviderGate.objects.update_or_create(key="twilio:sms", defaults={"opened_at": timezone.now()})
    watch.open_review(asha.business.pk, "limit", {"sent": 300}, at=timezone.now())
    staff.post(f"/staff/enter/{asha.business.pk}/", {"reason": "Ticket 1234: nothing arrives"})
    return names


def test_every_list_and_every_row_opens(furnished, staff, asha):
    with asha.scope():
        first = {model: model.objects.order_by("pk").first() for model in admin.site._registry}
    for model, row in first.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert staff.get(reverse(f"{name}_changelist")).status_code == 200, name
        if row is not None:
            assert staff.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200, (name, row.pk)
    filled = {model for model, row in first.items() if row is not None}
    assert filled >= {Notification, DeliveryEvent, ScheduledSend, Link, EngagementMetric, ProviderGate}


def test_a_decision_of_staff_is_listed(furnished, staff, asha):
    with asha.scope():
        review = SenderReview.objects.get()
        limits.decide(review, tier="stopped", by=asha.user)
    assert (
        "stopped"
        in staff.get(reverse("admin:notifications_senderstanding_changelist")).content.decode().lower()
    )


def test_the_figures_of_all_shops_stand_above_the_providers(furnished, staff):
    page = staff.get(reverse("admin:notifications_providergate_changelist")).content.decode()
    assert "waiting, the oldest for" in page and "in doubt" in page and "twilio:sms is closed" in page


def test_before_a_visit_no_row_of_a_shop_is_shown(staff, asha):
    for name in (
        "notifications_broadcast",
        "notifications_preference",
        "portal_link",
        "analytics_engagementmetric",
    ):
        assert staff.get(reverse(f"admin:{name}_changelist")).status_code == 403, name
