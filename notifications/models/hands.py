"""Providers as the shop and the engine see them: whose key, and how they are doing."""

from django.db import models

from smartkhata.core.encryption import EncryptedTextField
from smartkhata.core.tenancy import TenantModel


class ProviderAccount(TenantModel):
    """A shop's own account with a provider. `secrets` (JSON) is written and used, never shown again."""

    channel = models.CharField(max_length=10)
    provider = models.CharField(max_length=20)
    secrets = EncryptedTextField()
    hint = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    updated_at = models.DateTimeField()
    updated_by_id = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["business", "channel"], name="one_account_a_channel"),
        ]


class ProviderGate(models.Model):
    """How a provider's account is doing: the last minute's answers, its breaker, its bucket of tokens.

    `key` is provider and channel, and the shop if the account is its own (services/gates.py).
    """

    key = models.CharField(max_length=80, primary_key=True)
    window_at = models.DateTimeField(null=True)
    good = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)
    proven_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    probe_at = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    tokens = models.FloatField(default=0)
    refilled_at = models.DateTimeField(null=True)

    def __str__(self):
        return self.key
