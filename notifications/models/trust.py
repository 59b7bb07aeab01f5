"""How far a shop is trusted with sending, and what staff should look at. Staff decide it for all shops."""

from django.db import models

from smartkhata.core.models import Business


class SenderStanding(models.Model):
    """What staff decided about a shop's sending; without a row its age decides (services/limits.py)."""

    OUTSIDE_ROW_SECURITY = "staff decide it before they are in any shop; a shop's pages read only their own"

    class Tier(models.TextChoices):
        NEW = "new"
        KNOWN = "known"
        TRUSTED = "trusted"
        STOPPED = "stopped"

    business = models.OneToOneField(Business, models.CASCADE, primary_key=True, related_name="+")
    tier = models.CharField(max_length=8, choices=Tier.choices)
    decided_at = models.DateTimeField()
    decided_by_id = models.UUIDField(null=True)

    def __str__(self):
        return f"{self.business}: {self.tier}"


class SenderReview(models.Model):
    """A shop whose sending looks wrong, for staff: numbers, and words of our own list; no customer's row."""

    OUTSIDE_ROW_SECURITY = "staff read it before they are in any shop; a shop's pages never do"

    class Reason(models.TextChoices):
        LIMIT = "limit", "Reached its limit of messages"
        LOST = "lost", "Many messages reach nobody"
        COMPLAINTS = "complaints", "Readers complain"
        CODES = "codes", "Codes are sent and not used (SMS pumping)"
        WORDS = "words", "A newcomer's own words look like phishing"

    business = models.ForeignKey(Business, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=12, choices=Reason.choices)
    figures = models.JSONField(default=dict)
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.UUIDField(null=True)
    decision = models.CharField(max_length=8, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business_id", "reason"],
                condition=models.Q(decided_at=None),
                name="one_open_review_a_reason",
            )
        ]

    def __str__(self):
        return f"{self.business}: {self.get_reason_display()}"
