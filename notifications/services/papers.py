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


def send_quote(quote, **asked):
    """Queue a quote that waits for its answer: {channel: [Notification] or the reason why not}.

    `channels`, `by`, `include_pdf`, `message`, `recipients`, `press`, `at` as for an invoice (outbox.send_invoice).
    """
    return _send(quote, kinds.QuoteGiven, "quote.sent", check=_refuse_unless_open, **asked)


def share_quote(quote, **asked):
    """The wa.me address with the text, for the owner's own WhatsApp; recorded as shared by the owner."""
    return _share(quote, kinds.QuoteGiven, "quote.shared", check=_refuse_unless_open, **asked)


def send_credit_note(note, **asked):
    """The same of a credit note, which is issued for good."""
    return _send(note, kinds.CreditNoteGiven, "credit.sent", **asked)


def share_credit_note(note, **asked):
    return _share(note, kinds.CreditNoteGiven, "credit.shared", **asked)


def _anything(paper, at):
    """No rule of the paper itself keeps it."""


def _send(
    paper,
    kind,
    fact,
    *,
    channels,
    by,
    include_pdf=True,
    message="",
    recipients=None,
    press="",
    at=None,
    check=_anything,
):
    at = at or timezone.now()
    with transaction.atomic():
        party = Party.objects.select_for_update(no_key=True).get(pk=paper.party_id)
        refuse_suspended(party, text=NO_MESSAGES, now=at)
        check(paper, at)
        about = kind(paper, message=message, has_pdf=include_pdf, press=press or press_again(paper, at))
        told, is_news = queue_on_each(about, channels, recipients, at)
        if is_news:
            record(fact, paper, by=by, at=at, party=party, channels=sorted(told))
    return told


def _share(paper, kind, fact, *, by, message="", at=None, check=_anything):
    at = at or timezone.now()
    with transaction.atomic():
        check(paper, at)
        press = f"shared:{at:%Y%m%d%H%M%S%f}"
        address = shared(kind(paper, message=message, has_pdf=False, press=press), at)
        record(fact, paper, by=by, at=at, party=paper.party)
    return address


def _refuse_unless_open(quote, at):
    quote.refresh_from_db(fields=["status"])
    if quote_state(quote, today(quote.party.business, now=at)) != "open":
        text = _("%(number)s does not wait for an answer any more. Give a new one.")
        raise DomainError(text % {"number": quote.number}, code="not_open", status=409)
