"""The shop, the record of what happened in it, and the tools that several apps keep in a table."""

import uuid
from decimal import Decimal

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from smartkhata.core.encryption import EncryptedTextField
from smartkhata.core.tenancy import TenantModel, tenant_key


class Business(models.Model):
    """A shop: its country decides currency, taxes, numbers and payment rails."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    country = models.CharField(max_length=2)
    currency = models.CharField(max_length=3)
    time_zone = models.CharField(max_length=40)
    language = models.CharField(max_length=5, default="en")
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    address = EncryptedTextField(blank=True, default="")
    state_code = models.CharField(max_length=2, blank=True)
    registration = models.CharField(max_length=12, default="none")
    tax_id = EncryptedTextField(blank=True, default="")
    upi_id = models.CharField(max_length=100, blank=True)
    upi_type = models.CharField(max_length=8, default="personal")
    paybill = models.CharField(max_length=7, blank=True)
    bank_details = EncryptedTextField(blank=True, default="")
    payment_terms = models.CharField(max_length=8, default="net_30")
    round_totals = models.BooleanField(default=False)
    logo_id = models.UUIDField(null=True, blank=True, help_text="A StoredFile of this shop.")
    signature_id = models.UUIDField(null=True, blank=True, help_text="A StoredFile of this shop.")
    colour = models.CharField(max_length=7, blank=True, help_text="#rrggbb; dark enough for white text.")
    write_off_limit = models.DecimalField(max_digits=6, decimal_places=2, default=Decimal("1.00"))
    over_limit = models.CharField(
        max_length=5, choices=[("warn", "warn"), ("block", "block")], default="warn"
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "businesses"

    def __str__(self):
        return self.name


class KeyMark(models.Model):
    """One row: what the keys in FIELD_KEYS make of a fixed text (key_mark.py)."""

    mark = models.CharField(max_length=64)

    def __str__(self):
        return self.mark[:8]


class Event(TenantModel):
    """Something that happened: who, what, when. Never changed; `data` holds no personal values."""

    name = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    party_id = models.UUIDField(null=True)
    actor_id = models.UUIDField(null=True)
    actor_label = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["business", "-at"], name="event_recent"),
            models.Index(fields=["business", "party_id", "-at"], name="event_party"),
            models.Index(fields=["business", "subject", "-at"], name="event_subject"),
        ]

    def __str__(self):
        return self.name


class PendingFact(TenantModel):
    """An event that one listener has not heard yet. Deleted in the transaction in which it is heard."""

    event = tenant_key(Event, related_name="pending")
    listener = models.CharField(max_length=80)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    quarantined_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["business", "event", "listener"], name="fact_heard_once")
        ]
        indexes = [models.Index(fields=["next_attempt_at"], name="fact_due")]


class Counter(TenantModel):
    """The last number given in a series of a shop; read and raised under its row lock (counters.py)."""

    name = models.CharField(max_length=40)
    value = models.PositiveBigIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["business", "name"], name="one_counter_a_series")]


class PublicLink(TenantModel):
    """A capability to open one thing. Only the token's hash rests here (links.py). What was shut stays shut."""

    subject = models.CharField(max_length=80)
    token_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["business", "subject"], condition=models.Q(revoked_at=None), name="one_link_a_subject"
            )
        ]
        indexes = [models.Index(fields=["token_hash"], name="link_token")]


class StoredFile(TenantModel):
    """A file of a shop (files.py); `subject` is the row that it belongs to (``"business:7f..."``)."""

    subject = models.CharField(max_length=80)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=40)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    created_by_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["business", "subject"], name="file_subject")]

    def __str__(self):
        return self.name


class IdempotentRequest(models.Model):
    """An Idempotency-Key and its answer; `holder` is the shop or the customer's profile that sent it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    holder = models.UUIDField()
    key = models.CharField(max_length=255)
    route = models.CharField(max_length=255)
    body_hash = models.CharField(max_length=64)
    claimed_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["holder", "key"], name="one_answer_a_key")]


class Attempt(models.Model):
    """Tries counted in PostgreSQL, because a flushed Redis must not forget them (attempts.py)."""

    key = models.CharField(max_length=120, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()
