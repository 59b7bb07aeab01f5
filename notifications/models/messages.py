"""Messages: each row is the intention to tell one person one thing by one channel, and what came of it."""

from django.db import models

from customers.models import Party
from invoicing.models import Invoice
from smartkhata.core.tenancy import TenantModel, tenant_key


class Notification(TenantModel):
    """A message and its queue entry. `body` keeps {code} and {link}; clear text exists only at the provider call.

    `code_ref` names the one-time code (core.codes), `link_subject` what the link opens. `variables` are the
    values in the text, [[name, value]] in the order in which they stand in it (jsonb keeps no order of names), as
    registered templates want them. `state` is the row's true state; the
    `status` of the API is derived from it (states.status_of). `submitted_at` is set before the provider is
    called: a lease that ended without it was surely not sent (and counts as one of `crashes`), one that
    ended with it is in doubt. `looks` counts how often the doubt was looked into. `settled_at`: somebody has
    dealt with its failure. `to_own`: it is to the customer's own address, and follows them to another one
    (services/following.py). A held message waits to be told together with others, in `gathered_in`. `times_seen`
    and `last_seen_at` tell how often people fetched the picture of an e-mail, and when last.
    """

    class Channel(models.TextChoices):
        SMS = "sms"
        EMAIL = "email"
        WHATSAPP = "whatsapp"
        PUSH = "push"

    class State(models.TextChoices):
        HELD = "held"
        QUEUED = "queued"
        SUBMITTING = "submitting"
        UNKNOWN = "unknown"
        ACCEPTED = "accepted"
        SENT = "sent"
        FAILED = "failed"
        QUARANTINED = "quarantined"
        DELIVERED = "delivered"
        BOUNCED = "bounced"
        OPENED = "opened"
        SHARED = "shared"
        GATHERED = "gathered"

    party = tenant_key(Party, related_name="notifications", null=True)
    invoice = tenant_key(Invoice, related_name="notifications", null=True)
    number = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    recipient = models.CharField(max_length=254)
    to_own = models.BooleanField(default=False)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    variables = models.JSONField(default=list)
    template = models.CharField(max_length=10, default="default")
    own_words = models.CharField(max_length=1000, blank=True, help_text="What the owner added.")
    code_ref = models.UUIDField(null=True)
    link_subject = models.CharField(max_length=80, blank=True)
    attach_pdf = models.BooleanField(default=False)
    language = models.CharField(max_length=5, default="en")
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED)
    priority = models.PositiveSmallIntegerField(default=5)
    dedupe_key = models.CharField(max_length=64)
    replaces = tenant_key("self", related_name="replaced_by", null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    crashes = models.PositiveSmallIntegerField(default=0)
    looks = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    lease_token = models.UUIDField(null=True)
    expires_at = models.DateTimeField()
    possible_duplicate = models.BooleanField(default=False)
    provider = models.CharField(max_length=20, blank=True)
    provider_ref = models.CharField(max_length=100, blank=True)
    error_message = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    clicks = models.PositiveIntegerField(default=0)
    machine_opens = models.PositiveIntegerField(default=0)
    times_seen = models.PositiveIntegerField(default=0)
    last_seen_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    gathered_in = tenant_key("self", related_name="gathered", null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["business", "number"], name="notification_number"),
            models.UniqueConstraint(fields=["business", "dedupe_key"], name="told_once"),
        ]
        indexes = [
            models.Index(
                fields=["business", "priority", "next_attempt_at"],
                condition=models.Q(state__in=["queued", "submitting", "unknown"]),
                name="notification_waiting",
            ),
            models.Index(fields=["business", "party", "-created_at"], name="notifications_of_party"),
            models.Index(fields=["business", "invoice", "-created_at"], name="notifications_of_invoice"),
            models.Index(fields=["business", "-created_at"], name="notifications_recent"),
            models.Index(
                fields=["business", "-created_at"],
                condition=models.Q(state__in=["failed", "quarantined", "bounced"], settled_at=None),
                name="notifications_to_mend",
            ),
            models.Index(
                fields=["business", "party"], condition=models.Q(state="held"), name="notifications_held"
            ),
            models.Index(fields=["recipient", "-created_at"], name="notifications_of_reader"),
            # Whoever deletes a message or lists failures looks for what points to it; few rows do.
            models.Index(
                fields=["business", "replaces"],
                condition=models.Q(replaces__isnull=False),
                name="notification_replaces",
            ),
            models.Index(
                fields=["business", "gathered_in"],
                condition=models.Q(gathered_in__isnull=False),
                name="notification_gathered_in",
            ),
            models.Index(
                fields=["provider_ref"],
                condition=~models.Q(provider_ref=""),
                name="notification_by_reference",
            ),
        ]

    def __str__(self):
        return self.number


class OutboxMessage(models.Model):
    """What the outbox provider "sent": the development stand-in for a phone and a mailbox."""

    at = models.DateTimeField()
    notification_id = models.UUIDField()
    channel = models.CharField(max_length=10)
    to = models.CharField(max_length=254)
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    code = models.CharField(max_length=10, blank=True)
    links = models.JSONField(default=list)
    attachments = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["to", "-at"], name="outbox_to")]
