"""Messages for staff, after a recorded visit; and the queue of shops whose sending looks wrong."""

from django.contrib import admin

from notifications.models import (
    Broadcast,
    DeliveryEvent,
    Notification,
    Preference,
    ProviderGate,
    ScheduledSend,
    SenderReview,
    SenderStanding,
)
from notifications.services.limits import Tier, decide, set_tier
from notifications.services.watch import figures
from smartkhata.core.admin import ReadOnly, ShopRows


@admin.register(Notification)
class NotificationAdmin(ShopRows):
    list_display = ["number", "kind", "channel", "state", "created_at", "sent_at", "error_message"]
    list_filter = ["kind", "channel", "state"]
    exclude = ["code_ref", "lease_token"]


@admin.register(DeliveryEvent)
class DeliveryEventAdmin(ShopRows):
    list_display = ["at", "word", "is_machine", "is_own", "reason", "received_at"]
    list_filter = ["word", "is_machine", "is_own"]


@admin.register(ScheduledSend)
class ScheduledSendAdmin(ShopRows):
    list_display = ["due_at", "local_time", "time_zone", "state", "error_message"]
    list_filter = ["state"]


@admin.register(Broadcast)
class BroadcastAdmin(ShopRows):
    list_display = ["created_at", "total", "queued", "done"]


@admin.register(Preference)
class PreferenceAdmin(ShopRows):
    list_display = ["party", "often", "channels_off", "is_wrong_number", "changed_at"]
    list_select_related = ["party"]
    list_filter = ["often", "is_wrong_number"]


@admin.register(SenderStanding)
class SenderStandingAdmin(admin.ModelAdmin):
    """How much a shop may send, where staff decided it; here they decide it without a review, and take a stop back."""

    fields = ["business", "tier"]
    raw_id_fields = ["business"]
    list_display = ["business", "tier", "decided_at"]
    list_select_related = ["business"]
    list_filter = ["tier"]

    def get_readonly_fields(self, request, obj=None):
        return ["business"] if obj else []

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        set_tier(obj.business, tier=obj.tier, by=request.user)


@admin.register(SenderReview)
class SenderReviewAdmin(ReadOnly):
    """Open ones first. A decision sets how much the shop may send from now on."""

    list_display = ["business", "reason", "figures", "opened_at", "decided_at", "decision"]
    list_filter = ["reason", ("decided_at", admin.EmptyFieldListFilter)]
    list_select_related = ["business"]
    ordering = ["-decided_at", "opened_at"]
    actions = ["stop", "limit", "trust", "keep"]

    @admin.action(description="Stop its sending")
    def stop(self, request, reviews):
        self._decide(request, reviews, Tier.STOPPED)

    @admin.action(description="Set it back to a newcomer's limit")
    def limit(self, request, reviews):
        self._decide(request, reviews, Tier.NEW)

    @admin.action(description="Trust it with more")
    def trust(self, request, reviews):
        self._decide(request, reviews, Tier.TRUSTED)

    @admin.action(description="Nothing is wrong: close")
    def keep(self, request, reviews):
        self._decide(request, reviews, "")

    def _decide(self, request, reviews, tier):
        for review in reviews.filter(decided_at=None):
            decide(review, tier=tier, by=request.user)


@admin.register(ProviderGate)
class ProviderGateAdmin(ReadOnly):
    """How the providers are doing; above the list, how sending does for all shops together."""

    list_display = ["key", "good", "bad", "opened_at", "held_until"]

    def changelist_view(self, request, extra_context=None):
        title = " · ".join(_in_words(figures()))
        return super().changelist_view(request, {**(extra_context or {}), "title": title})


def _in_words(now):
    yield f"{now['waiting']} waiting, the oldest for {now['oldest_seconds']} s"
    yield f"{now['unknown']} in doubt"
    yield from (f"{count} reports of {name}" for name, count in sorted(now["inbound"].items()))
    yield from (f"{share} % arrive of {name}" for name, share in now["arrived"].items())
    yield from (f"{key} is closed" for key in now["gates_closed"])
