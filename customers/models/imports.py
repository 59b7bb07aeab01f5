"""A file that somebody brought from their old book, and what each of its rows means for the khata."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from customers.models.parties import Party
from smartkhata.core.encryption import EncryptedTextField
from smartkhata.core.tenancy import TenantModel, tenant_key


class Import(TenantModel):
    """`columns` maps a field to the number of its column. `content` is the file in base64, forgotten once it
    is applied. `state` is the intention: a worker that died is followed by another one that reads it."""

    class State(models.TextChoices):
        CHECKING = "checking"
        CHECKED = "checked"
        APPLYING = "applying"
        APPLIED = "applied"
        UNDOING = "undoing"
        UNDONE = "undone"
        FAILED = "failed"

    kind = models.CharField(max_length=12)
    file_name = models.CharField(max_length=120)
    content = EncryptedTextField(blank=True, default="")
    form = models.CharField(max_length=8)
    preset = models.CharField(max_length=20, blank=True)
    headers = models.JSONField(default=list)
    sample = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    change_known = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHECKING)
    counts = models.JSONField(default=dict)
    problem = models.CharField(max_length=300, blank=True)
    by_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["business", "-created_at"], name="imports_recent")]

    def __str__(self):
        return self.file_name


class ImportRow(TenantModel):
    """One row of a file: what would come (or came) of it. `values` are as they are stored in the khata;
    `before` is what an applied change replaced; `party` is whom the row is about or became."""

    class Outcome(models.TextChoices):
        NEW = "new"
        CHANGED = "changed"
        SAME = "same"
        DUPLICATE = "duplicate"
        ERROR = "error"

    of = tenant_key(Import, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    label = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True)
    values = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    party = tenant_key(Party, related_name="import_rows", null=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["business", "of", "position"], name="one_row_a_line")]
        indexes = [
            models.Index(fields=["business", "of", "outcome", "position"], name="rows_by_outcome"),
            models.Index(
                fields=["business", "party"],
                condition=models.Q(party__isnull=False),
                name="import_rows_of_party",
            ),
        ]
