"""How sending is doing, for the owner."""

from django.shortcuts import render
from django.utils import timezone

from notifications.selectors import health
from notifications.services import limits
from notifications.services.accounts import hands
from notifications.services.failed import failed_messages
from smartkhata.accounts.doors import owner_page


@owner_page("settings.edit")
def message_health(request):
    now, business = timezone.now(), request.business
    carried = [hand for hand in hands() if hand["provider"] != "none"]
    providers = [(hand["channel"], hand["provider"], bool(hand["account"])) for hand in carried]
    tier = limits.tier_of(business, now=now)
    most = limits.PER_DAY[tier]
    delivery = health.delivery(at=now)
    context = {
        "delivery": delivery,
        "queue": health.waiting(at=now),
        "gates": health.gates(business, providers, delivery),
        "limit": {"tier": tier.value, "most": most, "sent": limits.sent_within_a_day(at=now, most=most)},
        "waiting": failed_messages().count(),
        "now": now,
    }
    return render(request, "notifications/health.html", context)
