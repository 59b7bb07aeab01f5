"""A quote on its way to the customer: by the channels of a bill, or by the owner's own WhatsApp."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Party
from customers.services.standing import NO_MESSAGES, refuse_suspended
from invoicing.selectors.quotes import quote_state
from notifications import kinds
from notifications.services.outbox import press_again, queue_on_each, shared
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record


def send_quote(quote, *, channels, by, include_pdf=True, message="", recipients=None, press="", at=None):
    """Queue a quote that waits for its answer: {channel: [Notification] or the reason why not}.

    `recipients` and `press` as for an invoice (outbox.send_invoice).
    """
    at = at or timezone.now()
    with transaction.atomic():
        party = Party.objects.select_for_update(no_key=True).get(pk=quote.party_id)
        refuse_suspended(party, text=NO_MESSAGES, now=at)
        _refuse_unless_open(quote, at)
        press = press or press_again(quote, at)
        kind = kinds.QuoteGiven(quote, message=message, has_pdf=include_pdf, press=press)
        told, is_news = queue_on_each(kind, channels, recipients, at)
        if is_news:
            record("quote.sent", quote, by=by, at=at, party=party, channels=sorted(told))
    return told


def share_quote(quote, *, by, message="", at=None):
    """The wa.me address with the text, for the owner's own WhatsApp; recorded as shared by the owner."""
    at = at or timezone.now()
    with transaction.atomic():
        _refuse_unless_open(quote, at)
        press = f"shared:{at:%Y%m%d%H%M%S%f}"
        address = shared(kinds.QuoteGiven(quote, message=message, has_pdf=False, press=press), at)
        record("quote.shared", quote, by=by, at=at, party=quote.party)
    return address


def _refuse_unless_open(quote, at):
    quote.refresh_from_db(fields=["status"])
    if quote_state(quote, today(quote.party.business, now=at)) != "open":
        text = _("%(number)s does not wait for an answer any more. Give a new one.")
        raise DomainError(text % {"number": quote.number}, code="not_open", status=409)
