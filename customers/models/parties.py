"""Who is in the khata: a customer of the shop, their tags, and what the shop noted about them."""

from decimal import Decimal

from django.contrib.postgres.indexes import GinIndex
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Replace

from customers.models.words import FoundBy
from customers.search.keys import marks_in, sounds_in, words_in
from smartkhata.core.encryption import EncryptedTextField
from smartkhata.core.tenancy import TenantManager, TenantModel, tenant_key

ZERO = Decimal("0.00")
# How people are reached; each phone and e-mail belongs to one active party of a shop.
CONTACTS = ("phone", "email", "secondary_phone", "secondary_email")


class PartyManager(TenantManager):
    """The parties that are in the book: not those merged into another or taken back with their import."""

    def get_queryset(self):
        return super().get_queryset().filter(gone_at=None)


def _marks(party):
    phones = (party.phone, party.secondary_phone)
    return marks_in(phones, (party.email, party.secondary_email), party.tax_id)


class Party(TenantModel):
    """A customer of the shop. The cached figures are written only by services.ledger, with what they follow from.

    `merged_into`: this party turned out to be another one. Its entries stay with it and are shown with the
    other's (selectors.identities). `gone_at` takes it out of the book; `across` still finds it.
    `is_walk_in`: the one party that holds the bills of people who left only a name and a phone.
    `allowed_until`: the owner's override of a suspension. `paid_amount` is what payments settled of invoices,
    `paid_amount_days` each such amount times the days it took, so that their quotient is the average.
    """

    class Status(models.TextChoices):
        ACTIVE = "active"
        INACTIVE = "inactive"
        SUSPENDED = "suspended"

    number = models.CharField(max_length=20)
    name = models.CharField(max_length=160)
    name_key = models.CharField(max_length=160, db_collation="C")
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    secondary_phone = models.CharField(max_length=20, blank=True)
    secondary_email = models.EmailField(blank=True)
    address = EncryptedTextField(blank=True, default="")
    state_code = models.CharField(max_length=2, blank=True)
    business_type = models.CharField(max_length=60, blank=True)
    profile_type = models.CharField(max_length=20, default="individual")
    tax_id = EncryptedTextField(blank=True, default="")
    preferred_payment_method = models.CharField(max_length=12, blank=True)
    payment_terms = models.CharField(max_length=8, blank=True)
    credit_limit = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    language = models.CharField(max_length=5, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ACTIVE)
    status_reason = models.CharField(max_length=200, blank=True)
    status_changed_at = models.DateTimeField(null=True)
    allowed_until = models.DateTimeField(null=True)
    auto_send_invoices = models.BooleanField(default=False)
    send_reminders = models.BooleanField(default=True)
    ai_preferences = models.JSONField(default=dict)

    balance = models.DecimalField(max_digits=14, decimal_places=2, default=ZERO)
    total_billed = models.DecimalField(max_digits=14, decimal_places=2, default=ZERO)
    total_paid = models.DecimalField(max_digits=14, decimal_places=2, default=ZERO)
    total_invoices = models.PositiveIntegerField(default=0)
    last_invoice_on = models.DateField(null=True)
    oldest_due_on = models.DateField(null=True)
    paid_amount = models.DecimalField(max_digits=14, decimal_places=2, default=ZERO)
    paid_amount_days = models.DecimalField(max_digits=18, decimal_places=2, default=ZERO)
    payment_history = models.JSONField(default=list, encoder=DjangoJSONEncoder)

    registered_at = models.DateTimeField(null=True)
    portal_active_at = models.DateTimeField(null=True)
    phone_verified_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField(auto_now=True)
    created_by_id = models.UUIDField(null=True)
    is_walk_in = models.BooleanField(default=False)
    merged_into = tenant_key("self", related_name="aliases", null=True)
    gone_at = models.DateTimeField(null=True)

    words = FoundBy(models.TextField(), of=lambda party: words_in(party.name), default=list)
    sounds = FoundBy(models.TextField(), of=lambda party: sounds_in(party.name), default=list)
    marks = FoundBy(models.TextField(), of=_marks, default=list)

    # Worked out anew when the row is saved: to be named in update_fields beside a name, phone, e-mail or tax id.
    FOUND_BY = ("words", "sounds", "marks")

    objects = PartyManager()
    across = models.Manager()

    class Meta(TenantModel.Meta):
        verbose_name_plural = "parties"
        constraints = [
            models.UniqueConstraint(fields=["business", "number"], name="party_number"),
            *(
                models.UniqueConstraint(
                    fields=["business", field],
                    condition=models.Q(status="active") & ~models.Q(**{field: ""}),
                    name=f"party_{field}",
                )
                for field in CONTACTS
            ),
            models.UniqueConstraint(
                fields=["business"], condition=models.Q(is_walk_in=True), name="one_walk_in_party"
            ),
        ]
        indexes = [
            models.Index(fields=["business", "name_key"], name="party_by_name"),
            models.Index(fields=["business", "email"], name="party_by_email"),
            models.Index(fields=["business", "-balance"], name="party_by_balance"),
            models.Index(fields=["business", "oldest_due_on"], name="party_by_due"),
            models.Index(fields=["phone"], name="party_phone_everywhere"),
            models.Index(
                fields=["business", "merged_into"],
                condition=models.Q(merged_into__isnull=False),
                name="party_aliases",
            ),
            models.Index("business", Replace("name_key", models.Value(" ")), name="party_by_joined_name"),
            GinIndex(fields=["business", "words", "marks"], fastupdate=False, name="party_found_by"),
        ]

    def __str__(self):
        return self.name

    @property
    def tags(self):
        """The words of the tags, in the order they were given."""
        return [row.name for row in self.tag_rows.all()]

    @property
    def notes(self):
        """The pinned note: the document's one text about a customer."""
        return next((note.text for note in self.note_rows.all() if note.pinned), "")

    @property
    def average_payment_days(self):
        """Days from issue to payment, weighted by amount (early counts 0); None before the first payment."""
        return round(self.paid_amount_days / self.paid_amount) if self.paid_amount else None


class Tag(TenantModel):
    """A word on a party. `key` is the word as it is compared (lower case, no accents)."""

    party = tenant_key(Party, related_name="tag_rows")
    name = models.CharField(max_length=40)
    key = models.CharField(max_length=40, db_collation="C")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(TenantModel.Meta):
        ordering = ["position", "key"]
        constraints = [models.UniqueConstraint(fields=["business", "party", "key"], name="one_tag_a_party")]
        indexes = [models.Index(fields=["business", "key"], name="tag_parties")]

    def __str__(self):
        return self.name


class Note(TenantModel):
    """What somebody of the shop wrote about a party, for the shop only. At most one is pinned."""

    party = tenant_key(Party, related_name="note_rows")
    text = EncryptedTextField()
    pinned = models.BooleanField(default=False)
    by_id = models.UUIDField(null=True)
    by_label = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["business", "party"], condition=models.Q(pinned=True), name="one_pinned_note"
            )
        ]
        indexes = [models.Index(fields=["business", "party", "-at"], name="notes_of_party")]
