"""One message of the owner's own to several customers."""

from django.db import models

from smartkhata.core.tenancy import TenantModel


class Broadcast(TenantModel):
    """`total` customers were chosen; `queued` got a message, `left_out` lists the others: {"party", "why"}.

    Sent in parts, each with its fact: what is neither queued nor left out still waits for its part. `press` names the
    one press of Send with these words.
    """

    text = models.CharField(max_length=1000)
    subject = models.CharField(max_length=200, blank=True)
    channels = models.JSONField()
    press = models.CharField(max_length=64, blank=True)
    total = models.PositiveIntegerField()
    queued = models.PositiveIntegerField(default=0)
    left_out = models.JSONField(default=list)
    created_at = models.DateTimeField()
    created_by_id = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["business", "press"], condition=~models.Q(press=""), name="one_broadcast_a_press"
            )
        ]
        indexes = [models.Index(fields=["business", "-created_at"], name="broadcasts_recent")]

    @property
    def done(self):
        return self.queued + len(self.left_out)
