"""The shop's own words for a message, in place of ours."""

from django.db import models

from smartkhata.core.tenancy import TenantModel


class MessageText(TenantModel):
    """A text with ``{names}`` in it, for one kind, tone, channel and language.

    In India an SMS goes only as it is registered (DLT): `header` is the registered sender, `dlt_id` the
    19 digits of the registration, `registered_id` the provider's own id of the same template.
    """

    kind = models.CharField(max_length=20)
    tone = models.CharField(max_length=10, default="default")
    channel = models.CharField(max_length=10)
    language = models.CharField(max_length=5)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    header = models.CharField(max_length=6, blank=True)
    dlt_id = models.CharField(max_length=19, blank=True)
    registered_id = models.CharField(max_length=60, blank=True)
    updated_at = models.DateTimeField()
    updated_by_id = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["business", "kind", "tone", "channel", "language"], name="one_text_a_message"
            ),
        ]

    def __str__(self):
        return f"{self.kind}.{self.tone}.{self.channel}.{self.language}"
