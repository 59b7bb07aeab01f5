"""An issued document. Its money never changes again; only what was paid of it does."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from customers.models import Party
from invoicing.models.drafts import Draft
from invoicing.models.numbers import NumberSeries
from invoicing.models.templates import TemplateVersion
from smartkhata.core.tenancy import TenantModel, tenant_key


class Invoice(TenantModel):
    """`seller` and `buyer` are the names, addresses and tax ids as printed; `seal` is the hash of what was
    issued; `presentation` is {look, language, second} of its paper. Partly paid, paid and overdue are derived
    from `paid` and `due_on` (selectors.state_of).

    `issued_to` is the id of the party it was issued to, once it belongs to another one (a walk-in that became
    a customer, two customers that were one).

    A debit note (`kind`, with its `reason`) asks for what the invoice that it stands `against` did not (CGST Act
    s.34(3)); it is paid, credited and aged like an invoice.

    `paid` is all that settled it; `credited` is the part of that which was no money: credit notes, tax that
    the customer withheld, what was written off. The database refuses a change of any column but those that
    migration 0014_etims names.

    `etims` is what KRA's eTIMS gave the shop for it (invoicing/etims.py). `revision` counts the corrections that
    its paper shows; each has a paper of its own.
    """

    class Status(models.TextChoices):
        OPEN = "open"
        VOID = "void"
        WRITTEN_OFF = "written_off"

    class Kind(models.TextChoices):
        INVOICE = "invoice"
        DEBIT_NOTE = "debit_note"

    party = tenant_key(Party, related_name="invoices")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.INVOICE)
    against = tenant_key("self", related_name="debit_notes", null=True)
    issued_to = models.UUIDField(null=True)
    draft = tenant_key(Draft, related_name="invoices", null=True)
    number = models.CharField(max_length=16)
    number_key = models.CharField(max_length=16)
    series = tenant_key(NumberSeries, related_name="+", null=True)
    serial = models.PositiveBigIntegerField(null=True)
    pay_code = models.CharField(max_length=12)
    title = models.CharField(max_length=40)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.OPEN)
    currency = models.CharField(max_length=3)
    issued_on = models.DateField()
    due_on = models.DateField()
    place_of_supply = models.CharField(max_length=2, blank=True)
    place_reason = models.CharField(max_length=120, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    ship_to = models.TextField(blank=True)
    seller = models.JSONField()
    buyer = models.JSONField()
    template_version = tenant_key(TemplateVersion, related_name="invoices", null=True)
    presentation = models.JSONField(default=dict)
    subtotal = models.DecimalField(max_digits=14, decimal_places=2)
    discount = models.DecimalField(max_digits=14, decimal_places=2)
    tax = models.DecimalField(max_digits=14, decimal_places=2)
    tax_lines = models.JSONField(encoder=DjangoJSONEncoder)
    tax_inclusive = models.BooleanField(default=False)
    round_off = models.DecimalField(max_digits=14, decimal_places=2)
    total = models.DecimalField(max_digits=14, decimal_places=2)
    paid = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    credited = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    notes = models.TextField(blank=True)
    email = models.EmailField(blank=True)
    etims = models.JSONField(default=dict)
    revision = models.PositiveSmallIntegerField(default=0)
    seal = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    created_by_id = models.UUIDField(null=True)
    first_sent_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    void_reason = models.CharField(max_length=200, blank=True)
    voided_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["business", "number_key"], name="invoice_number"),
            models.UniqueConstraint(fields=["business", "pay_code"], name="invoice_pay_code"),
            models.UniqueConstraint(
                fields=["business", "draft"], condition=models.Q(draft__isnull=False), name="invoice_of_draft"
            ),
            models.CheckConstraint(
                condition=models.Q(paid__gte=0) & models.Q(paid__lte=models.F("total")),
                name="paid_within_total",
            ),
            models.CheckConstraint(
                condition=models.Q(credited__gte=0) & models.Q(credited__lte=models.F("paid")),
                name="credited_within_paid",
            ),
            models.UniqueConstraint(fields=["business", "series", "serial"], name="invoice_serial"),
        ]
        indexes = [
            models.Index(fields=["business", "-issued_on", "-created_at"], name="invoices_recent"),
            models.Index(fields=["business", "party", "-issued_on"], name="invoices_of_party"),
            models.Index(
                fields=["business", "due_on"], condition=models.Q(status="open"), name="invoices_due"
            ),
            models.Index(
                fields=["business", "against"],
                condition=models.Q(against__isnull=False),
                name="debit_notes_of_invoice",
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def money_paid(self):
        return self.paid - self.credited

    @property
    def balance_due(self):
        return self.total - self.paid if self.status == self.Status.OPEN else self.total - self.total


class InvoiceLine(TenantModel):
    """`amount` is quantity x rate less the line's discount; `taxable` also carries its share of the document's,
    and `taxable` + `tax` is what the line adds to the total. Both are empty on lines of the first version."""

    invoice = tenant_key(Invoice, related_name="lines")
    position = models.PositiveSmallIntegerField()
    description = models.CharField(max_length=300)
    hsn = models.CharField(max_length=8, blank=True)
    quantity = models.DecimalField(max_digits=13, decimal_places=3)
    unit = models.CharField(max_length=20, blank=True)
    rate = models.DecimalField(max_digits=14, decimal_places=2)
    discount = models.DecimalField(max_digits=14, decimal_places=2)
    tax_rate = models.DecimalField(max_digits=5, decimal_places=2)
    tax_code = models.CharField(max_length=2, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    taxable = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    tax = models.DecimalField(max_digits=14, decimal_places=2, null=True)

    class Meta(TenantModel.Meta):
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["business", "invoice", "position"], name="invoice_line_position")
        ]


class Correction(TenantModel):
    """A slip in an issued document's e-mail address or note, mended, or what eTIMS gave for it, added: what it
    said and what it says now."""

    class Field(models.TextChoices):
        EMAIL = "email"
        NOTES = "notes"
        ETIMS = "etims"

    invoice = tenant_key(Invoice, related_name="corrections")
    field = models.CharField(max_length=8, choices=Field.choices)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    by_id = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        ordering = ["at"]
        indexes = [models.Index(fields=["business", "invoice"], name="corrections_of_invoice")]


class StoredDocument(TenantModel):
    """A rendered PDF, kept as it was made. `subject` is the row it shows (``"invoice:7f..."``)."""

    subject = models.CharField(max_length=80)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["business", "subject"], name="one_document_a_subject")]
