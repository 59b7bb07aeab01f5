"""What goes out later: the moment as the owner said it, and the instant it comes to."""

from functools import cached_property

from django.db import models

from invoicing.models import CreditNote, Invoice, Quote
from smartkhata.core.tenancy import TenantModel, tenant_key

PAPERS = {"quote": Quote, "creditnote": CreditNote}


class ScheduledSend(TenantModel):
    """An invoice that is to be sent at `local_time` (no zone) in `time_zone`; `due_at` is that instant. Or, without
    an invoice, the `paper`: ``quote:7f...``, ``creditnote:7f...``.

    The words are made when it goes out, so that they tell the balance of that moment.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        CANCELLED = "cancelled"
        MISSED = "missed"
        FAILED = "failed"

    invoice = tenant_key(Invoice, related_name="scheduled_sends", null=True)
    paper = models.CharField(max_length=60, blank=True)
    channels = models.JSONField()
    include_pdf = models.BooleanField(default=True)
    message = models.CharField(max_length=1000, blank=True)
    template = models.CharField(max_length=10, default="default")
    recipients = models.JSONField(default=dict)
    local_time = models.CharField(max_length=19)
    time_zone = models.CharField(max_length=40)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    error_message = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    created_by_id = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(invoice=None) ^ models.Q(paper=""), name="scheduled_invoice_or_paper"
            )
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(state="waiting"), name="scheduled_due"),
            models.Index(fields=["business", "due_at"], name="scheduled_of_shop"),
            models.Index(fields=["business", "invoice"], name="scheduled_of_invoice"),
        ]

    @cached_property
    def document(self):
        """The invoice, the quote or the credit note; of many rows selectors.with_documents reads them together."""
        return self.invoice or PAPERS[self.sort].objects.select_related("party").get(pk=self.paper_id)

    @property
    def sort(self):
        """invoice, quote or creditnote."""
        return self.paper.partition(":")[0] or "invoice"

    @property
    def paper_id(self):
        return self.paper.partition(":")[2]
