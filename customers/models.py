"""The khata: parties, and every line between them and the shop."""

from decimal import Decimal

from django.db import models

from smartkhata.core.encryption import EncryptedTextField
from smartkhata.core.tenancy import TenantModel, tenant_key

ZERO = Decimal("0.00")


class Party(TenantModel):
    """A customer of the shop. The cached figures are written only by services.ledger, with the entry."""

    class Status(models.TextChoices):
        ACTIVE = "active"
        INACTIVE = "inactive"
        SUSPENDED = "suspended"

    number = models.CharField(max_length=20)
    name = models.CharField(max_length=160)
    name_key = models.CharField(max_length=160, db_collation="C")
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    secondary_phone = models.CharField(max_length=20, blank=True)
    secondary_email = models.EmailField(blank=True)
    address = EncryptedTextField(blank=True, default="")
    state_code = models.CharField(max_length=2, blank=True)
    business_type = models.CharField(max_length=60, blank=True)
    profile_type = models.CharField(max_length=20, default="individual")
    tax_id = EncryptedTextField(blank=True, default="")
    preferred_payment_method = models.CharField(max_length=12, blank=True)
    payment_terms = models.CharField(max_length=8, blank=True)
    credit_limit = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    language = models.CharField(max_length=5, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ACTIVE)
    auto_send_invoices = models.BooleanField(default=False)
    send_reminders = models.BooleanField(default=True)
    ai_preferences = models.JSONField(default=dict)
    notes = EncryptedTextField(blank=True, default="")
    tags = models.JSONField(default=list)

    balance = models.DecimalField(max_digits=14, decimal_places=2, default=ZERO)
    total_billed = models.DecimalField(max_digits=14, decimal_places=2, default=ZERO)
    total_paid = models.DecimalField(max_digits=14, decimal_places=2, default=ZERO)
    total_invoices = models.PositiveIntegerField(default=0)
    last_invoice_on = models.DateField(null=True)
    oldest_due_on = models.DateField(null=True)

    portal_active_at = models.DateTimeField(null=True)
    phone_verified_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField(auto_now=True)
    created_by_id = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        verbose_name_plural = "parties"
        constraints = [
            models.UniqueConstraint(fields=["business", "number"], name="party_number"),
            models.UniqueConstraint(
                fields=["business", "phone"],
                condition=models.Q(status="active") & ~models.Q(phone=""),
                name="party_phone",
            ),
        ]
        indexes = [
            models.Index(fields=["business", "name_key"], name="party_by_name"),
            models.Index(fields=["business", "email"], name="party_by_email"),
            models.Index(fields=["business", "-balance"], name="party_by_balance"),
            models.Index(fields=["business", "oldest_due_on"], name="party_by_due"),
            models.Index(fields=["phone"], name="party_phone_everywhere"),
        ]

    def __str__(self):
        return self.name


class LedgerEntry(TenantModel):
    """One line of the khata, written once. Positive: the party owes us more. `source` names the fact."""

    class Kind(models.TextChoices):
        OPENING = "opening"
        GAVE = "gave"
        GOT = "got"
        INVOICE = "invoice"
        VOID = "void"
        PAYMENT = "payment"
        REVERSAL = "reversal"

    party = tenant_key(Party, related_name="entries")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    on = models.DateField()
    source = models.CharField(max_length=100)
    note = models.CharField(max_length=200, blank=True)
    by_id = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["business", "source"], name="one_entry_a_fact")]
        indexes = [models.Index(fields=["business", "party", "on", "recorded_at"], name="ledger_of_party")]
