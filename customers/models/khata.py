"""The khata itself: every line between a party and the shop, and the views of the list that people keep."""

from django.db import models

from customers.models.parties import Party
from smartkhata.core.tenancy import TenantModel, tenant_key


class LedgerEntry(TenantModel):
    """One line of the khata, written once. Positive: the party owes us more. `source` names the fact.

    The first five kinds are written by hand, the others by documents. Who undoes a line names it (`reverses`);
    a line is undone once.
    """

    class Kind(models.TextChoices):
        OPENING = "opening"
        GAVE = "gave"
        GOT = "got"
        UNDO = "undo"
        DIFFERENCE = "difference"
        INVOICE = "invoice"
        VOID = "void"
        CREDIT_NOTE = "credit_note"
        DEBIT_NOTE = "debit_note"
        WRITE_OFF = "write_off"
        PAYMENT = "payment"
        TAX_WITHHELD = "tax_withheld"
        REVERSAL = "reversal"
        REFUND = "refund"
        INVOICE_OUT = "invoice_out"
        PAYMENT_OUT = "payment_out"

    party = tenant_key(Party, related_name="entries")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    on = models.DateField()
    source = models.CharField(max_length=100)
    note = models.CharField(max_length=200, blank=True)
    reverses = tenant_key("self", null=True, related_name="reversals")
    by_id = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["business", "source"], name="one_entry_a_fact"),
            models.UniqueConstraint(
                fields=["business", "reverses"],
                condition=models.Q(reverses__isnull=False),
                name="one_reversal_a_line",
            ),
        ]
        indexes = [models.Index(fields=["business", "party", "on", "recorded_at"], name="ledger_of_party")]


class SavedView(TenantModel):
    """A filter of the customer list that a member keeps under a name; `query` is the list's query string."""

    user_id = models.UUIDField()
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=400)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["business", "user_id", "name"], name="one_view_a_name")
        ]

    def __str__(self):
        return self.name
