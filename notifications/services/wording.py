"""A newcomer whose own words look like phishing is shown to staff; the message goes all the same."""

from datetime import timedelta

from notifications.models import SenderReview
from notifications.services.limits import Tier, tier_of
from notifications.services.watch import open_review
from notifications.suspicious import suspicious

WORDS = SenderReview.Reason.WORDS
DAY = timedelta(days=1)


def watch_words(business, texts, *, at):
    """Open a review if one of `texts`, which somebody of the shop wrote, looks wrong. What staff decided within a day
    they have seen."""
    found = sorted({word for text in set(texts) for word in suspicious(text)})
    if not found or tier_of(business, now=at) != Tier.NEW:
        return False
    decided = SenderReview.objects.filter(business=business, reason=WORDS, decided_at__gt=at - DAY)
    return not decided.exists() and open_review(business.pk, WORDS, {"words": found}, at=at)
