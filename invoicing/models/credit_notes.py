"""A credit note: part of an issued invoice, or all of it, taken back with a document of its own."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from customers.models import Party
from invoicing.models.invoices import Invoice, InvoiceLine
from invoicing.models.numbers import NumberSeries
from smartkhata.core.tenancy import TenantModel, tenant_key


class CreditNote(TenantModel):
    """Issued at once and never changed (Rule 53(1A)). Its amounts are positive; the khata gets the negative."""

    party = tenant_key(Party, related_name="credit_notes")
    invoice = tenant_key(Invoice, related_name="credit_notes")
    number = models.CharField(max_length=16)
    number_key = models.CharField(max_length=16)
    series = tenant_key(NumberSeries, related_name="+")
    serial = models.PositiveBigIntegerField()
    title = models.CharField(max_length=40)
    currency = models.CharField(max_length=3)
    issued_on = models.DateField()
    reason = models.CharField(max_length=200)
    place_of_supply = models.CharField(max_length=2, blank=True)
    seller = models.JSONField()
    buyer = models.JSONField()
    subtotal = models.DecimalField(max_digits=14, decimal_places=2)
    discount = models.DecimalField(max_digits=14, decimal_places=2)
    tax = models.DecimalField(max_digits=14, decimal_places=2)
    tax_lines = models.JSONField(encoder=DjangoJSONEncoder)
    tax_inclusive = models.BooleanField(default=False)
    round_off = models.DecimalField(max_digits=14, decimal_places=2)
    total = models.DecimalField(max_digits=14, decimal_places=2)
    seal = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    created_by_id = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["business", "number_key"], name="credit_note_number"),
            models.UniqueConstraint(fields=["business", "series", "serial"], name="credit_note_serial"),
        ]
        indexes = [
            models.Index(fields=["business", "invoice"], name="credit_notes_of_invoice"),
            models.Index(fields=["business", "party", "-issued_on"], name="credit_notes_of_party"),
        ]

    def __str__(self):
        return self.number


class CreditNoteLine(TenantModel):
    """What is credited of one line of the invoice: so many of it, or (`by_amount`) a part of its price."""

    credit_note = tenant_key(CreditNote, related_name="lines")
    invoice_line = tenant_key(InvoiceLine, related_name="credited")
    position = models.PositiveSmallIntegerField()
    description = models.CharField(max_length=300)
    hsn = models.CharField(max_length=8, blank=True)
    quantity = models.DecimalField(max_digits=13, decimal_places=3)
    unit = models.CharField(max_length=20, blank=True)
    rate = models.DecimalField(max_digits=14, decimal_places=2)
    discount = models.DecimalField(max_digits=14, decimal_places=2)
    tax_rate = models.DecimalField(max_digits=5, decimal_places=2)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    by_amount = models.BooleanField(default=False)

    class Meta(TenantModel.Meta):
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["business", "credit_note", "position"], name="credit_note_line_position"
            )
        ]
        indexes = [models.Index(fields=["business", "invoice_line"], name="credits_of_line")]
