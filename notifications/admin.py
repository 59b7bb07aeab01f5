"""Messages for staff, after a recorded visit."""

from django.contrib import admin

from notifications.models import Notification
from smartkhata.core.admin import ShopRows


@admin.register(Notification)
class NotificationAdmin(ShopRows):
    list_display = ["number", "kind", "channel", "state", "created_at", "sent_at", "error_message"]
    list_filter = ["kind", "channel", "state"]
    exclude = ["code_ref", "lease_token"]
