"""The customer's side: a verified phone, and the shops it is known to."""

import uuid

from django.db import models
from django_otp.models import CooldownMixin, Device, DeviceManager, TimestampMixin

from customers.models import Party
from smartkhata.core.tenancy import TenantModel, tenant_key


class NetworkProfile(models.Model):
    """One person, by phone, across shops. Shops never learn of each other through it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    phone = models.CharField(max_length=20, unique=True)
    profile_name = models.CharField(max_length=160, blank=True)
    profile_type = models.CharField(max_length=20, default="individual")
    phone_verified_at = models.DateTimeField(null=True)
    email_verified_at = models.DateTimeField(null=True)
    last_login_at = models.DateTimeField(null=True)
    portal_access_enabled = models.BooleanField(default=True)
    notifications_enabled = models.BooleanField(default=True)
    preferred_language = models.CharField(max_length=5, blank=True)
    preferred_channels = models.CharField(max_length=40, default="sms,email")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self):
        return self.phone


class Link(TenantModel):
    """A profile is this party of this shop."""

    profile = models.ForeignKey(NetworkProfile, models.CASCADE, related_name="links")
    party = tenant_key(Party, related_name="portal_links")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["business", "profile", "party"], name="one_link_a_party")
        ]
        indexes = [models.Index(fields=["business", "party"], name="links_of_party")]


class PhoneDevices(DeviceManager):
    def devices_for_user(self, user, confirmed=None):
        """django-otp asks each kind of device for those of a user, as staff sign in; a customer is no user."""
        return self.none()


class PhoneDevice(TimestampMixin, CooldownMixin, Device):
    """The one-time code of a phone. `challenge` changes with each new code; the code is an HMAC of it."""

    user = None
    profile = models.OneToOneField(NetworkProfile, models.CASCADE, related_name="device")
    challenge = models.UUIDField(null=True)
    token_hash = models.CharField(max_length=128, blank=True)
    valid_until = models.DateTimeField(null=True)

    objects = PhoneDevices()
