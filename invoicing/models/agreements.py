"""What was agreed about an open invoice: a promise to pay, a quarrel about it."""

from django.db import models

from invoicing.models.invoices import Invoice
from smartkhata.core.tenancy import TenantModel, tenant_key


class Promise(TenantModel):
    """The customer said that they pay by a day; until then nobody reminds them."""

    invoice = tenant_key(Invoice, related_name="promises")
    promised_on = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by_id = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["business", "invoice", "-made_at"], name="promises_of_invoice")]


class Dispute(TenantModel):
    """The customer says that the invoice is not right; open until the shop closes it."""

    invoice = tenant_key(Invoice, related_name="disputes")
    reason = models.CharField(max_length=300)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=300, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["business", "invoice"], condition=models.Q(closed_at=None), name="one_open_dispute"
            )
        ]
        indexes = [models.Index(fields=["business", "invoice", "-opened_at"], name="disputes_of_invoice")]
