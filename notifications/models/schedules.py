"""What goes out later: the moment as the owner said it, and the instant it comes to."""

from django.db import models

from invoicing.models import Invoice
from smartkhata.core.tenancy import TenantModel, tenant_key


class ScheduledSend(TenantModel):
    """An invoice that is to be sent at `local_time` (no zone) in `time_zone`; `due_at` is that instant.

    The words are made when it goes out, so that they tell the balance of that moment.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        CANCELLED = "cancelled"
        MISSED = "missed"
        FAILED = "failed"

    invoice = tenant_key(Invoice, related_name="scheduled_sends")
    channels = models.JSONField()
    include_pdf = models.BooleanField(default=True)
    message = models.CharField(max_length=1000, blank=True)
    template = models.CharField(max_length=10, default="default")
    recipients = models.JSONField(default=dict)
    local_time = models.CharField(max_length=19)
    time_zone = models.CharField(max_length=40)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    error_message = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    created_by_id = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(state="waiting"), name="scheduled_due"),
            models.Index(fields=["business", "due_at"], name="scheduled_of_shop"),
        ]
