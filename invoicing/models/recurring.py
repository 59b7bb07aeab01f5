"""Invoices that come again: a plan, and what became of each of its periods."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from customers.models import Party
from invoicing.models.invoices import Invoice
from invoicing.recurrence import EVERY
from smartkhata.core.tenancy import TenantModel, tenant_key


class RecurringPlan(TenantModel):
    """What is billed to a party again and again; `lines` as in Draft, {month} and {year} in a description are
    filled in. `next_index` and `next_on` are the period to come (recurrence.py); null once the plan is over.
    """

    class Status(models.TextChoices):
        ACTIVE = "active"
        PAUSED = "paused"
        ENDED = "ended"

    party = tenant_key(Party, related_name="plans")
    name = models.CharField(max_length=120)
    lines = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    discount = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    tax_inclusive = models.BooleanField(default=False)
    notes = models.TextField(blank=True)
    every = models.CharField(max_length=10, choices=[(every, every) for every in EVERY])
    anchor_on = models.DateField()
    ends_on = models.DateField(null=True)
    max_count = models.PositiveIntegerField(null=True)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.ACTIVE)
    next_index = models.PositiveIntegerField(default=0)
    next_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    created_by_id = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["next_on"], condition=models.Q(status="active"), name="plans_due"),
            models.Index(fields=["business", "party"], name="plans_of_party"),
        ]

    def __str__(self):
        return self.name


class PlanPeriod(TenantModel):
    """One period of a plan: billed, skipped, or waiting for the owner. Unique, so nothing is billed twice."""

    class State(models.TextChoices):
        ISSUED = "issued"
        SKIPPED = "skipped"
        MISSED = "missed"
        FAILED = "failed"

    plan = tenant_key(RecurringPlan, related_name="periods")
    index = models.PositiveIntegerField()
    on = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices)
    invoice = tenant_key(Invoice, related_name="plan_periods", null=True)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["business", "plan", "index"], name="one_row_a_period")]
        ordering = ["-index"]
