"""How a shop reminds, what it sent, and what a customer wants to hear."""

from django.db import models

from customers.models import Party
from invoicing.models import Invoice
from notifications.reminders import LADDER, SMALL_SUM
from smartkhata.core.tenancy import TenantModel, tenant_key


def standard_ladder():
    return list(LADDER)


class ReminderRules(TenantModel):
    """The shop's ladder. Off until the owner has seen what would go out and switches it on."""

    is_on = models.BooleanField(default=False)
    ladder = models.JSONField(default=standard_ladder)
    small_sum = models.DecimalField(max_digits=14, decimal_places=2, default=SMALL_SUM)
    paused_until = models.DateField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["business"], name="one_set_of_rules")]


class ReminderSent(TenantModel):
    """One step of the ladder of one invoice. Unique, so that no step goes out twice. `step` is null by hand."""

    party = tenant_key(Party, related_name="reminders")
    invoice = tenant_key(Invoice, related_name="reminders")
    step = models.SmallIntegerField(null=True)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["business", "invoice", "step"], name="one_reminder_a_step")
        ]
        indexes = [models.Index(fields=["business", "party", "-at"], name="reminders_of_party")]


class Preference(TenantModel):
    """What a customer said about messages, without signing in.

    `paused_until` is the shop's word: no reminders before that day. `refused` are channels whose provider said that
    the customer's address takes none; that is over with another address. `is_wrong_number` and `is_wrong_email`: who
    has that address is somebody else.
    """

    class Often(models.TextChoices):
        EACH = "each"
        DAILY = "daily"
        WEEKLY = "weekly"
        RECEIPTS = "receipts"
        OFF = "off"

    party = tenant_key(Party, related_name="preferences")
    often = models.CharField(max_length=8, choices=Often.choices, default=Often.EACH)
    channels_off = models.JSONField(default=list)
    refused = models.JSONField(default=list)
    paused_until = models.DateField(null=True)
    is_wrong_number = models.BooleanField(default=False)
    is_wrong_email = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["business", "party"], name="one_preference_a_party")]


class SilentNumber(TenantModel):
    """A phone that answered STOP to a message of the shop, a customer's or not (services/silence.py)."""

    phone = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["business", "phone"], name="silent_once")]
        indexes = [models.Index(fields=["phone"], name="silent_everywhere")]
