"""From claims to what a provider gets: rows read shop by shop, texts made, hands chosen."""

from collections import defaultdict
from dataclasses import dataclass, replace

import structlog
from django.utils import timezone

from notifications.kinds import KINDS
from notifications.models import Notification
from notifications.providers.base import Message
from notifications.services import outcomes
from notifications.services.caps import COUNTED
from notifications.services.channels import Hand, hand_for, own_accounts
from notifications.services.claiming import Claim, Result
from notifications.services.composing import PDF_PAUSE, PdfIsBeingMade, composed
from notifications.services.following import follow, with_address
from notifications.services.hours import opening
from notifications.services.limits import stop_of
from notifications.services.preferences import ALWAYS, forbidden, wishes_among
from notifications.services.renewing import renew
from notifications.services.sending import OURS
from notifications.services.settling import SETTLED, lowered_among, settled_among, with_standing
from notifications.services.silence import SILENT, with_silence
from smartkhata.core.errors import DomainError
from smartkhata.core.models import Business
from smartkhata.core.tenancy import business_scope

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Parcel:
    claim: Claim
    row: Notification
    hand: Hand
    message: Message


def prepared(claims):
    """(parcels to hand over, results of the claims that are not handed over)."""
    shops = defaultdict(dict)
    for claim in claims:
        shops[claim.business_id][claim.pk] = claim
    parcels, results = [], []
    for business_id, mine in shops.items():
        try:
            with business_scope(business_id):
                made, ended = _of_shop(business_id, mine)
        except Exception:  # its transaction broke: the leases end, and each row comes back alone
            log.exception("preparing_failed", business=str(business_id))
            made, ended = [], []
        parcels += made
        results += ended
    return parcels, results


def _of_shop(business_id, claims):
    business, accounts = Business.objects.get(pk=business_id), own_accounts()
    now = timezone.now()
    mine = Notification.objects.filter(pk__in=claims).order_by("priority", "created_at", "number")
    rows = {row.pk: row for row in with_silence(with_address(with_standing(mine)))}
    # A doubt is about the address it went to.
    astray = follow(row for pk, row in rows.items() if not claims[pk].in_doubt)
    wishes = wishes_among({row.party_id for row in rows.values() if row.party_id})
    settled = settled_among(rows.values())
    stop, ended = stop_of(business_id), {}
    for pk, row in rows.items():
        opens_at = opening(KINDS[row.kind], row.recipient, business, now)
        # The customer, or staff, may have spoken since it was queued, or since it was tried.
        why_not = astray.get(pk) or forbidden(wishes.get(row.party_id), row.kind, row.channel)
        if row.is_silent and row.kind not in ALWAYS:
            why_not = why_not or SILENT
        why_not = why_not or (stop if row.kind in COUNTED else "")
        if result := _ended(claims[pk], row, why_not, pk in settled, opens_at, now):
            ended[pk] = result
    going = [row for pk, row in rows.items() if pk not in ended]
    renew([row for row in lowered_among(going) if not claims[row.pk].in_doubt])
    messages = composed(going, business)
    made = [_parcel(claims[pk], rows[pk], message, accounts, now) for pk, message in messages.items()]
    parcels = [ready for ready in made if isinstance(ready, Parcel)]
    return parcels, [*ended.values(), *(ready for ready in made if isinstance(ready, Result))]


def _ended(claim, row, why_not, is_settled, opens_at, now):
    """Rows that are not handed over any more, or not now. A doubt is cleared first: asking sends nothing."""
    if claim.in_doubt:
        return None
    if why_not:
        return Result(claim, "failed", error_message=why_not)
    if is_settled:
        return Result(claim, "gathered", error_message=SETTLED)
    if row.expires_at <= now:
        return Result(claim, "failed", error_message=row.error_message or outcomes.TOO_LATE)
    if row.crashes >= outcomes.MAX_CRASHES:
        return Result(claim, "quarantined", error_message=row.error_message or outcomes.POISON)
    # A retry, a queue that was long: the hours hold until the provider is called.
    return outcomes.until(claim, row, opens_at) if opens_at > now else None


def _parcel(claim, row, message, accounts, now):
    if isinstance(message, Exception) and claim.in_doubt:
        return Result(claim, "failed", error_message=outcomes.UNCERTAIN)
    if isinstance(message, PdfIsBeingMade):
        return outcomes.postponed(claim, now + PDF_PAUSE)
    if isinstance(message, Exception):
        log.error("message_not_made", notification=str(row.pk), exc_info=message)
        return outcomes.of_failure(claim, row, OURS, now=now)
    try:
        # A doubt is cleared by the provider that had the message, whoever serves the channel by now.
        name = row.provider if claim.in_doubt else ""
        hand = hand_for(row.channel, accounts.get(row.channel), row.recipient, name=name)
        return Parcel(claim, row, hand, message if hand.is_own else _in_our_name(message))
    except DomainError as error:
        return Result(claim, "failed", error_message=error.message)


def _in_our_name(message):
    """By the platform's account nobody writes as somebody whom we haven't seen: not as a bank, nor as another shop."""
    return replace(message, from_name=f"{message.from_name} via SmartKhata")
