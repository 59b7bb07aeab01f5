"""Money received, and what it settled."""

from django.db import models

from customers.models import Party
from invoicing.models.invoices import Invoice
from smartkhata.core.tenancy import TenantModel, tenant_key


class Method(models.TextChoices):
    CASH = "cash"
    UPI = "upi"
    MPESA = "mpesa"
    BANK = "bank"
    CARD = "card"
    CHEQUE = "cheque"
    OTHER = "other"


class Payment(TenantModel):
    """Money that arrived. What no invoice took of it is the party's advance."""

    party = tenant_key(Party, related_name="payments")
    number = models.CharField(max_length=20)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    method = models.CharField(max_length=8, choices=Method.choices)
    reference = models.CharField(max_length=60, blank=True)
    received_on = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    balance_after = models.DecimalField(max_digits=14, decimal_places=2)
    created_at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["business", "number"], name="payment_number"),
            models.UniqueConstraint(
                fields=["business", "method", "reference"],
                condition=~models.Q(reference=""),
                name="one_payment_a_reference",
            ),
        ]
        indexes = [models.Index(fields=["business", "party", "-received_on"], name="payments_of_party")]

    def __str__(self):
        return self.number


class Allocation(TenantModel):
    """The part of a payment that settles one invoice."""

    payment = tenant_key(Payment, related_name="allocations")
    invoice = tenant_key(Invoice, related_name="allocations")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    on = models.DateField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["business", "payment", "invoice"], name="one_allocation_a_pair"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="allocation_positive"),
        ]
        indexes = [models.Index(fields=["business", "invoice"], name="allocations_of_invoice")]


class PaymentClaim(TenantModel):
    """ "I have paid", said by the customer. It moves no money until the shop confirms it."""

    class Status(models.TextChoices):
        PENDING = "pending"
        CONFIRMED = "confirmed"
        REJECTED = "rejected"

    party = tenant_key(Party, related_name="claims")
    invoice = tenant_key(Invoice, related_name="claims")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    method = models.CharField(max_length=8, choices=Method.choices)
    reference = models.CharField(max_length=60, blank=True)
    paid_on = models.DateField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PENDING)
    reason = models.CharField(max_length=200, blank=True)
    payment = tenant_key(Payment, related_name="claims", null=True)
    claimed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["business", "invoice", "method", "reference"],
                condition=~models.Q(reference=""),
                name="one_claim_a_reference",
            )
        ]
        indexes = [models.Index(fields=["business", "status", "-claimed_at"], name="claims_waiting")]
