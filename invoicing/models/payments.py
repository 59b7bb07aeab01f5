"""Money received, what it settled, and what went back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.models import Party
from invoicing.models.credit_notes import CreditNote
from invoicing.models.invoices import Invoice
from invoicing.models.numbers import NumberSeries
from smartkhata.core.tenancy import TenantModel, tenant_key


class Method(models.TextChoices):
    CASH = "cash", _("Cash")
    UPI = "upi", "UPI"
    MPESA = "mpesa", "M-Pesa"
    BANK = "bank", _("Bank")
    CARD = "card", _("Card")
    CHEQUE = "cheque", _("Cheque")
    OTHER = "other", _("Other")


class Payment(TenantModel):
    """Money that arrived, never changed but for its reversal. What nothing took of it is the party's advance.

    `withheld` is tax that the customer kept back for the state (TDS, withholding VAT): it settles like money
    and has its own line in the khata. A bounced cheque or a slip is reversed (`reversed_on`), never deleted.
    """

    class Reversal(models.TextChoices):
        BOUNCED = "bounced"
        RETURNED = "returned"
        MISTAKE = "mistake"

    party = tenant_key(Party, related_name="payments")
    number = models.CharField(max_length=20)
    series = tenant_key(NumberSeries, related_name="+", null=True)
    serial = models.PositiveBigIntegerField(null=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    withheld = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    currency = models.CharField(max_length=3)
    method = models.CharField(max_length=8, choices=Method.choices)
    reference = models.CharField(max_length=60, blank=True)
    received_on = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    balance_after = models.DecimalField(max_digits=14, decimal_places=2)
    created_at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    reversed_on = models.DateField(null=True)
    reversal = models.CharField(max_length=8, choices=Reversal.choices, blank=True)
    reversal_reason = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["business", "number"], name="payment_number"),
            models.UniqueConstraint(
                fields=["business", "method", "reference"],
                condition=~models.Q(reference="") & ~models.Q(reversal="mistake"),
                name="one_payment_a_reference",
            ),
            models.UniqueConstraint(fields=["business", "series", "serial"], name="payment_serial"),
        ]
        indexes = [
            models.Index(fields=["business", "party", "-received_on"], name="payments_of_party"),
            models.Index(fields=["business", "-received_on"], name="payments_recent"),
        ]

    def __str__(self):
        return self.number


class Allocation(TenantModel):
    """What settles an invoice, or (without one) what is owed in the khata outside invoices.

    It comes from a payment (its money, or the tax withheld beside it), from a credit note, or is written off.
    """

    class Kind(models.TextChoices):
        PAYMENT = "payment"
        WITHHELD = "withheld"
        CREDIT_NOTE = "credit_note"
        WRITE_OFF = "write_off"

    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PAYMENT)
    payment = tenant_key(Payment, related_name="allocations", null=True)
    credit_note = tenant_key(CreditNote, related_name="allocations", null=True)
    invoice = tenant_key(Invoice, related_name="allocations", null=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    on = models.DateField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["business", "payment", "invoice", "kind"],
                condition=models.Q(payment__isnull=False),
                nulls_distinct=False,
                name="one_allocation_a_pair",
            ),
            models.UniqueConstraint(
                fields=["business", "credit_note", "invoice"],
                condition=models.Q(credit_note__isnull=False),
                nulls_distinct=False,
                name="one_credit_a_pair",
            ),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="allocation_positive"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["payment", "withheld"], payment__isnull=False, credit_note=None)
                | models.Q(kind="credit_note", credit_note__isnull=False, payment=None)
                | models.Q(kind="write_off", credit_note=None, payment=None, invoice__isnull=False),
                name="allocation_has_its_source",
            ),
        ]
        indexes = [models.Index(fields=["business", "invoice"], name="allocations_of_invoice")]


class Refund(TenantModel):
    """Money that went back to the customer: the unused part of a payment or of a credit note."""

    party = tenant_key(Party, related_name="refunds")
    number = models.CharField(max_length=20)
    series = tenant_key(NumberSeries, related_name="+")
    serial = models.PositiveBigIntegerField()
    payment = tenant_key(Payment, related_name="refunds", null=True)
    credit_note = tenant_key(CreditNote, related_name="refunds", null=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    method = models.CharField(max_length=8, choices=Method.choices)
    reference = models.CharField(max_length=60, blank=True)
    paid_on = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["business", "number"], name="refund_number"),
            models.UniqueConstraint(fields=["business", "series", "serial"], name="refund_serial"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="refund_positive"),
            models.CheckConstraint(
                condition=models.Q(payment__isnull=False, credit_note=None)
                | models.Q(payment=None, credit_note__isnull=False),
                name="refund_has_one_source",
            ),
        ]
        indexes = [
            models.Index(fields=["business", "party", "-paid_on"], name="refunds_of_party"),
            models.Index(
                fields=["business", "payment"],
                condition=models.Q(payment__isnull=False),
                name="refunds_of_payment",
            ),
            models.Index(
                fields=["business", "credit_note"],
                condition=models.Q(credit_note__isnull=False),
                name="refunds_of_credit_note",
            ),
        ]

    def __str__(self):
        return self.number


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
        indexes = [
            models.Index(fields=["business", "status", "-claimed_at"], name="claims_waiting"),
            models.Index(fields=["business", "party"], name="claims_of_party"),
            models.Index(fields=["business", "invoice", "-claimed_at"], name="claims_of_invoice"),
        ]
