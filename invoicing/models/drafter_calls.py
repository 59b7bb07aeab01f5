"""What was asked of a drafter, by whom, and what it cost: the audit of machine writing, and its queue."""

from django.db import models

from invoicing.models.drafts import Draft
from smartkhata.core.tenancy import TenantModel, tenant_key

# In the place of a drafter's name: the person did not want to wait.
CANCELLED = "cancelled"


class DrafterCall(TenantModel):
    """One wish: to write a draft from a sentence, or to correct it ("make it 4 months").

    The text itself stands at the draft and is hashed here. `lease_until`: a worker is on it until then; one that
    died is followed by another, at most `attempts` of them. `fallback` says in words why another drafter than
    the wanted one wrote it. `lines`: the machine's lines as {description, quantity, unit, rate}, for "what do
    people change?".
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        WORKING = "working"
        READY = "ready"
        FAILED = "failed"

    draft = tenant_key(Draft, related_name="drafter_calls")
    correction = models.CharField(max_length=2000, blank=True)
    prompt_sha256 = models.CharField(max_length=64)
    template = models.CharField(max_length=40, blank=True)
    use_history = models.BooleanField(default=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    asked_by_id = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    drafter = models.CharField(max_length=120, blank=True)
    fallback = models.CharField(max_length=120, blank=True)
    tokens_in = models.PositiveIntegerField(default=0)
    tokens_out = models.PositiveIntegerField(default=0)
    cost_usd = models.DecimalField(max_digits=12, decimal_places=6, default=0)
    flags = models.JSONField(default=list)
    lines = models.JSONField(default=list)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=models.Q(state__in=["queued", "working"]),
                name="drafter_calls_open",
            ),
            models.Index(fields=["business", "-asked_at"], name="drafter_calls_of_shop"),
            models.Index(fields=["business", "draft"], name="drafter_calls_of_draft"),
        ]
