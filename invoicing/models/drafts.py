"""A draft: what will be billed once somebody says so."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from customers.models import Party
from invoicing.models.templates import InvoiceTemplate
from smartkhata.core.tenancy import TenantModel, tenant_key

# What a person edits of a draft, and what a version of it keeps.
CONTENT = (
    "lines",
    "discount",
    "delivery_charge",
    "tax_inclusive",
    "charge_tax",
    "place_of_supply",
    "place_reason",
    "issued_on",
    "due_on",
    "reference",
    "ship_to",
    "notes",
    "template_id",
)


class Draft(TenantModel):
    """Lines not yet issued. `lines` is a list of {description, quantity, unit, rate, discount, tax_rate, hsn},
    numbers as text, a quantity or rate that is still to come None; money is computed from them each time
    (totals.py), never stored here. `issued_on` is the date that the invoice is to bear; without one, the day it
    is issued. `discount_percent`: `discount` was said as this share of the lines, and follows them in a correction.

    `generation` is the machine's progress, `status` the person's. `walk_in` is {name, phone} of a buyer who is
    no customer of the khata. `opened_at`: when its page was first opened (the clock of "how long does an
    invoice take"); `sent_at`: when it was issued. `saved_in` is the open page that saved it last: a page never
    runs into itself.
    """

    class Status(models.TextChoices):
        DRAFT = "draft"
        REVIEWED = "reviewed"
        SENT = "sent"
        CONVERTED = "converted_to_invoice"
        DISCARDED = "discarded"

    class Generation(models.TextChoices):
        NONE = ""
        RUNNING = "running"
        READY = "ready"
        FAILED = "failed"

    party = tenant_key(Party, related_name="drafts")
    walk_in = models.JSONField(default=dict)
    number = models.CharField(max_length=20)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.DRAFT)
    generation = models.CharField(
        max_length=8, choices=Generation.choices, default=Generation.NONE, blank=True
    )
    generation_error = models.CharField(max_length=200, blank=True)
    generated_by = models.CharField(max_length=6, default="manual")
    ai_model = models.CharField(max_length=120, blank=True)
    prompt = models.TextField(blank=True)
    confidence = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    flags = models.JSONField(default=list)
    suggestions = models.JSONField(default=list)
    lines = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    discount = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    discount_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    tax_inclusive = models.BooleanField(default=False)
    charge_tax = models.BooleanField(default=True)
    place_of_supply = models.CharField(max_length=2, blank=True)
    place_reason = models.CharField(max_length=120, blank=True)
    template = tenant_key(InvoiceTemplate, related_name="drafts", null=True)
    issued_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    reference = models.CharField(max_length=60, blank=True)
    ship_to = models.TextField(blank=True)
    delivery_charge = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    notes = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    previous_version_id = models.UUIDField(null=True)
    saved_in = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField(auto_now=True)
    opened_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by_id = models.UUIDField(null=True)
    sent_at = models.DateTimeField(null=True)
    created_by_id = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["business", "number"], name="draft_number")]
        indexes = [
            models.Index(fields=["business", "party", "-created_at"], name="drafts_of_party"),
            models.Index(
                fields=["created_at"], condition=models.Q(generation="running"), name="drafts_running"
            ),
        ]

    def __str__(self):
        return self.number


class DraftVersion(TenantModel):
    """What a draft said before a save; `content` has the keys of Draft that a person edits.

    The versions of a draft are a chain: `previous_version_id` is the one before this one.
    """

    draft = tenant_key(Draft, related_name="versions")
    version = models.PositiveIntegerField()
    previous_version_id = models.UUIDField(null=True)
    content = models.JSONField(encoder=DjangoJSONEncoder)
    by_id = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["business", "draft", "version"], name="one_row_a_draft_version")
        ]
