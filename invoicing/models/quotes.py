"""A quote: what the shop would bill, with a number and a last day. It moves no money."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from customers.models import Party
from invoicing.models.drafts import Draft
from invoicing.models.numbers import NumberSeries
from invoicing.models.templates import TemplateVersion
from smartkhata.core.tenancy import TenantModel, tenant_key


class Quote(TenantModel):
    """Given as it stands and never changed; a better one is a new one. `lines` is a list of {description, hsn,
    quantity, unit, rate, discount, tax_rate, tax_code, amount, taxable, tax}, numbers as text; `seller`, `buyer`
    and `presentation` as in Invoice.

    `draft` is what it became when it was accepted. `answered_by_id` is empty when the customer answered on the
    page behind the link; `answer` is what was said. That the last day is over follows from `valid_until`.
    """

    class Status(models.TextChoices):
        OPEN = "open"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    party = tenant_key(Party, related_name="quotes")
    number = models.CharField(max_length=16)
    number_key = models.CharField(max_length=16)
    series = tenant_key(NumberSeries, related_name="+")
    serial = models.PositiveBigIntegerField()
    title = models.CharField(max_length=40)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    currency = models.CharField(max_length=3)
    issued_on = models.DateField()
    valid_until = models.DateField()
    place_of_supply = models.CharField(max_length=2, blank=True)
    place_reason = models.CharField(max_length=120, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    ship_to = models.TextField(blank=True)
    seller = models.JSONField()
    buyer = models.JSONField()
    template_version = tenant_key(TemplateVersion, related_name="+", null=True)
    presentation = models.JSONField(default=dict)
    lines = models.JSONField(encoder=DjangoJSONEncoder)
    subtotal = models.DecimalField(max_digits=14, decimal_places=2)
    discount = models.DecimalField(max_digits=14, decimal_places=2)
    tax = models.DecimalField(max_digits=14, decimal_places=2)
    tax_lines = models.JSONField(encoder=DjangoJSONEncoder)
    tax_inclusive = models.BooleanField(default=False)
    round_off = models.DecimalField(max_digits=14, decimal_places=2)
    total = models.DecimalField(max_digits=14, decimal_places=2)
    notes = models.TextField(blank=True)
    seal = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    created_by_id = models.UUIDField(null=True)
    draft = tenant_key(Draft, related_name="quotes", null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_id = models.UUIDField(null=True)
    answer = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["business", "number_key"], name="quote_number"),
            models.UniqueConstraint(fields=["business", "series", "serial"], name="quote_serial"),
        ]
        indexes = [
            models.Index(fields=["business", "-issued_on", "-created_at"], name="quotes_recent"),
            models.Index(fields=["business", "party", "-issued_on"], name="quotes_of_party"),
        ]

    def __str__(self):
        return self.number
