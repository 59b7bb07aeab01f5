"""Many parties, one bill each: school fees, milk, rent."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from customers.models import Party
from invoicing.models.invoices import Invoice
from smartkhata.core.tenancy import TenantModel, tenant_key


class Batch(TenantModel):
    """What is billed to each party of the batch; `lines` as in Draft. Its rows say to whom and how much."""

    class Status(models.TextChoices):
        OPEN = "open"
        RUNNING = "running"
        DONE = "done"

    name = models.CharField(max_length=120)
    lines = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    notes = models.TextField(blank=True)
    due_on = models.DateField(null=True)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.OPEN)
    created_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    begun_by_id = models.UUIDField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["begun_at"], condition=models.Q(status="running"), name="batches_running")
        ]

    def __str__(self):
        return self.name


class BatchRow(TenantModel):
    """A party of a batch. `quantity` and `rate` replace those of the first line where they are set."""

    class State(models.TextChoices):
        WAITING = "waiting"
        EXCLUDED = "excluded"
        ISSUED = "issued"
        FAILED = "failed"

    batch = tenant_key(Batch, related_name="rows")
    party = tenant_key(Party, related_name="batch_rows")
    quantity = models.DecimalField(max_digits=13, decimal_places=3, null=True)
    rate = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    invoice = tenant_key(Invoice, related_name="batch_rows", null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["business", "batch", "party"], name="one_bill_a_party")
        ]
        indexes = [models.Index(fields=["business", "party"], name="batch_rows_of_party")]
