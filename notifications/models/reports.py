"""What providers report: first as it came, then as one event in the life of a message."""

import uuid

from django.db import models

from notifications.models.messages import Notification
from smartkhata.core.tenancy import TenantModel, tenant_key


class InboundEvent(models.Model):
    """One event of a provider, stored before anything is done with it. No shop is known yet.

    The app may add rows and can't read one: they are handed out and settled by functions of sk_jobs.
    `settled` is why it needs no more work: applied, ignored, unknown_status, unknown_reference.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.CharField(max_length=20)
    dedupe_key = models.CharField(max_length=64, unique=True)
    word = models.CharField(max_length=40)
    reference = models.CharField(max_length=120, blank=True)
    notification_id = models.UUIDField(null=True)
    account_id = models.UUIDField(null=True, help_text="The shop whose own account it came by.")
    recipient = models.CharField(max_length=254, blank=True)
    at = models.DateTimeField()
    detail = models.JSONField(default=dict)
    raw = models.JSONField(default=dict)
    received_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    settled = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_attempt_at"], condition=models.Q(settled=""), name="inbound_event_due"
            ),
            models.Index(fields=["received_at"], name="inbound_event_age"),
        ]


class DeliveryEvent(TenantModel):
    """Something that was reported about one message. `word` is ours (states.py); `at` the provider's time."""

    notification = tenant_key(Notification, related_name="reports")
    word = models.CharField(max_length=20)
    at = models.DateTimeField()
    is_machine = models.BooleanField(default=False)
    is_own = models.BooleanField(
        default=False, help_text="Seen by our own page or picture, told by no provider."
    )
    reason = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=500, blank=True)
    received_at = models.DateTimeField()
    dedupe_key = models.CharField(max_length=64)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["business", "dedupe_key"], name="reported_once"),
        ]
        indexes = [models.Index(fields=["business", "notification", "at"], name="reports_of_message")]
