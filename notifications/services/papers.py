"""A quote or a credit note on its way to the customer: by the channels of a bill, or by the owner's own WhatsApp."""

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


def send_quote(quote, *, by, at=None, **asked):
    """Queue a quote that waits for its answer: {channel: [Notification] or the reason why not}.

    `asked`: channels, include_pdf, message, recipients, press, as for an invoice (outbox.send_invoice).
    """
    at = at or timezone.now()
    with transaction.atomic():
        party = _locked(quote, at)
        _refuse_unless_open(quote, at)
        told, is_news = _queued(quote, kinds.QuoteGiven, at, **asked)
        if is_news:
            record("quote.sent", quote, by=by, at=at, party=party, channels=sorted(told))
    return told


def send_credit_note(note, *, by, at=None, **asked):
    """The same of a credit note, which is issued for good."""
    at = at or timezone.now()
    with transaction.atomic():
        party = _locked(note, at)
        told, is_news = _queued(note, kinds.CreditNoteGiven, at, **asked)
        if is_news:
            record("credit.sent", note, by=by, at=at, party=party, channels=sorted(told))
    return told


def share_quote(quote, *, by, message="", at=None):
    """The wa.me address with the text, for the owner's own WhatsApp; recorded as shared by the owner."""
    at = at or timezone.now()
    with transaction.atomic():
        _refuse_unless_open(quote, at)
        address = _shared(quote, kinds.QuoteGiven, at, message)
        record("quote.shared", quote, by=by, at=at, party=quote.party)
    return address


def share_credit_note(note, *, by, message="", at=None):
    at = at or timezone.now()
    with transaction.atomic():
        address = _shared(note, kinds.CreditNoteGiven, at, message)
        record("credit.shared", note, by=by, at=at, party=note.party)
    return address


def _locked(paper, at):
    """The paper's party, under its lock: sends to one customer run one after the other."""
    party = Party.objects.select_for_update(no_key=True).get(pk=paper.party_id)
    refuse_suspended(party, text=NO_MESSAGES, now=at)
    return party


def _queued(paper, kind, at, *, channels, include_pdf=True, message="", recipients=None, press=""):
    about = kind(paper, message=message, has_pdf=include_pdf, press=press or press_again(paper, at))
    return queue_on_each(about, channels, recipients, at)


def _shared(paper, kind, at, message):
    press = f"shared:{at:%Y%m%d%H%M%S%f}"
    return shared(kind(paper, message=message, has_pdf=False, press=press), at)


def _refuse_unless_open(quote, at):
    quote.refresh_from_db(fields=["status"])
    if quote_state(quote, today(quote.party.business, now=at)) != "open":
        text = _("%(number)s does not wait for an answer any more. Give a new one.")
        raise DomainError(text % {"number": quote.number}, code="not_open", status=409)
