"""A message that reached nobody, once more: a new row that says which one it replaces."""

from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Party
from customers.services.standing import NO_MESSAGES, refuse_suspended
from notifications.kinds import KINDS
from notifications.models import Notification
from notifications.reasons import LANDLINE
from notifications.services.addresses import checked
from notifications.services.channels import NO_MOBILE, NOT_SET_UP, NOT_TO_THERE, serves, why_unreached
from notifications.services.failures import goes_again_to
from notifications.services.mailing import Mailing
from notifications.services.outbox import TWICE, queue_copy
from notifications.services.preferences import ALWAYS, refusal
from notifications.services.silence import SILENT, silent_among
from notifications.states import LOST
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record

MAY_GO_AGAIN = (*LOST, "unknown")


def resend(row, *, channel="", recipient="", country, by, at=None):
    """Queue the message again; the new row, the same for a second press. 409 not_failed while it or another copy of it
    is under way or has arrived, not_wanted when the customer has asked not to get it, suspended as for any send,
    settled when nothing is owed any more, not_now when shop or reader have had their share.

    It goes to `recipient`, else by the same channel to whom it was addressed, and to the customer at the address
    that is theirs by now. `channel` stays as it was unless given.
    """
    at = at or timezone.now()
    row, others = _with_its_copies(row.pk)
    _check(row)
    channel = channel or row.channel
    if not serves(channel):
        raise DomainError(NOT_SET_UP[channel], code="not_set_up", fields={"channel": NOT_SET_UP[channel]})
    _check_customer(row, channel, at)
    kind = KINDS[row.kind].again(row)
    if not kind.is_current():
        raise DomainError(
            _("This is settled: there is nothing to ask for any more."), code="settled", status=409
        )
    to = _address(row, channel, recipient, country)
    if why_not := why_unreached(channel, to, kind):
        text = str(LANDLINE) if why_not == NO_MOBILE else _(why_not)
        code = "not_set_up" if why_not == NOT_TO_THERE else "not_by_channel"
        raise DomainError(text, code=code, fields={"channel": text})
    if row.kind not in ALWAYS and silent_among([to]):
        raise DomainError(_(SILENT), code="not_wanted", status=409)
    if copy := _pressed_before(others, channel, to, at):
        return copy
    if why_not := Mailing(at=at).no_more(kind, to):
        raise DomainError(_(why_not), code="not_now", status=409)
    earlier = sum(other.replaces_id == row.pk for other in others)
    copy = queue_copy(row, channel=channel, recipient=to, occurrence=f"again:{earlier}", at=at)
    record("message.resent", copy, by=by, at=at, party=row.party, channel=channel, replaces=row.number)
    return copy


def _with_its_copies(pk):
    """The message, and all that were sent for the same: what it replaces, and what replaces one of them. The first of
    them is locked, so that presses on any of them run one after the other."""
    first, keys = pk, Notification.objects.values_list("replaces", flat=True)
    while before := keys.get(pk=first):
        first = before
    found, fresh = {}, list(Notification.objects.select_for_update(of=("self",)).filter(pk=first))
    while fresh:
        found |= {row.pk: row for row in fresh}
        fresh = list(Notification.objects.filter(replaces__in=fresh).order_by("created_at"))
    row = Notification.objects.select_related("party", "invoice").get(pk=pk)
    return row, [other for key, other in found.items() if key != pk]


def _pressed_before(others, channel, to, at):
    """The copy that this very press has made already; 409 when another one is under way or has arrived."""
    alive = [other for other in others if other.state not in LOST]
    for other in alive:
        is_same = other.replaces_id and (other.channel, other.recipient) == (channel, to)
        if is_same and other.created_at > at - TWICE:
            return other
    if alive:
        text = _("This message was sent once more already. See how that one fares.")
        raise DomainError(text, code="not_failed", status=409)
    return None


def _check(row):
    if row.kind == "otp":
        raise DomainError("A code is not sent again. Ask for a new one.", code="code_not_resent", status=409)
    kind = KINDS[row.kind]
    # What never goes out twice may go again when it surely failed, and not in doubt.
    if not kind.may_resend or not (kind.may_repeat or row.state in LOST):
        raise DomainError(
            "This message is not sent a second time. Write a new one.", code="not_resent", status=409
        )
    if row.state not in MAY_GO_AGAIN:
        text = _("This message did not fail. Send a new one instead.")
        raise DomainError(text, code="not_failed", status=409)


def _check_customer(row, channel, at):
    if row.party_id is None:
        return
    if row.kind not in (*ALWAYS, "receipt_sent"):
        refuse_suspended(row.party, text=NO_MESSAGES, now=at)
    if why_not := refusal(KINDS[row.kind], row.party, channel):
        raise DomainError(_(why_not), code="not_wanted", status=409)


def _address(row, channel, given, country):
    if given:
        return checked(given, channel, country)
    party = Party.across.filter(pk=row.party_id).first()
    address = goes_again_to(row, party, channel) if party or channel == row.channel else ""
    if not address:
        text = _("This customer has no address for that channel. Add one, or give a recipient.")
        raise DomainError(text, code="no_recipient", fields={"recipient": text})
    return address
