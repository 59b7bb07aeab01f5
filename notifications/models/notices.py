"""What the people of a shop are told: one row a person and fact, how they want to hear it, the day's letter."""

from django.conf import settings
from django.db import models

from smartkhata.core.models import Event
from smartkhata.core.tenancy import TenantModel, tenant_key


class Digest(TenantModel):
    """The letter of one day to one member. Written before it is sent, and unique, so there is one a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    on = models.DateField()
    created_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["business", "user", "on"], name="one_digest_a_day")]


class Notice(TenantModel):
    """Something happened that a member should know; it stands in the bell until it is read.

    `way` is how it goes out beside the bell: bell (not at all), now, daily. `told_at` is when it was put into a
    message.
    """

    class Way(models.TextChoices):
        BELL = "bell"
        NOW = "now"
        DAILY = "daily"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    event = tenant_key(Event, related_name="notices")
    topic = models.CharField(max_length=12)
    way = models.CharField(max_length=5, choices=Way.choices, default=Way.BELL)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    digest = tenant_key(Digest, related_name="notices", null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["business", "user", "event"], name="noticed_once"),
        ]
        indexes = [
            models.Index(fields=["business", "user", "-at"], name="notices_of_member"),
            models.Index(
                fields=["business", "user"], condition=models.Q(read_at=None), name="notices_unread"
            ),
            models.Index(
                fields=["business"], condition=models.Q(way="daily", told_at=None), name="notices_to_gather"
            ),
            models.Index(
                fields=["business", "digest"],
                condition=models.Q(digest__isnull=False),
                name="notices_of_digest",
            ),
        ]


class NoticeWishes(TenantModel):
    """How a member wants to hear: {topic: way}, and by e-mail to themselves or by SMS to the shop's phone."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    ways = models.JSONField(default=dict)
    channel = models.CharField(max_length=10, default="email")
    changed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["business", "user"], name="one_wish_a_member")]
