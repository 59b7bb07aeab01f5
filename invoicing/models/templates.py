"""How a shop's documents look and what they say besides the lines."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from smartkhata.core.tenancy import TenantModel, tenant_key


class InvoiceTemplate(TenantModel):
    """A template of the shop (``TMPL-001``); `key` is the word that the API and the drafter call it by.

    What it says stands in its versions, so that an issued document keeps the version it was issued with.
    """

    class Status(models.TextChoices):
        ACTIVE = "active"
        INACTIVE = "inactive"

    number = models.CharField(max_length=20)
    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=80)
    description = models.CharField(max_length=300, blank=True)
    ai_prompt = models.TextField(blank=True)
    is_default = models.BooleanField(default=False)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.ACTIVE)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["business", "number"], name="template_number"),
            models.UniqueConstraint(fields=["business", "key"], name="template_key"),
            models.UniqueConstraint(
                fields=["business"], condition=models.Q(is_default=True), name="one_default_template"
            ),
        ]

    def __str__(self):
        return self.name


class TemplateVersion(TenantModel):
    """What a template said at a time, written once: {look, header, body, footer, languages} (looks.py)."""

    template = tenant_key(InvoiceTemplate, related_name="versions")
    version = models.PositiveIntegerField()
    content = models.JSONField(encoder=DjangoJSONEncoder)
    by_id = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["business", "template", "version"], name="one_row_a_template_version"
            )
        ]
