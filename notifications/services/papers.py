"""A quote or a credit note on its way to the customer: by the channels of a bill, or by the owner's own WhatsApp."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Party
from customers.services.standing import NO_MESSAGES, refuse_suspended
from invoicing.selectors.quotes import is_over, quote_state
from notifications import kinds
from notifications.models import ScheduledSend
from notifications.services.mailing import Mailing
from notifications.services.outbox import Send, offered, press_again, queue_on_each, shared
from notifications.services.schedules import planned_for
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record, subject_of


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


def schedule_quote(quote, *, moment, by, at=None, **asked):
    """Plan a quote to be sent at `moment` (ISO text, schedules.local_time_of), within its days; the ScheduledSend.

    `asked`: channels, include_pdf, message, recipients. 400 bad_schedule.
    """
    at = at or timezone.now()
    _refuse_unless_open(quote, at)
    business = quote.party.business
    when = planned_for(moment, business, at)
    if is_over(quote, today(business, now=when["due_at"])):
        text = _("The quote is over by then. Choose an earlier moment, or give a new one.")
        raise DomainError(text, code="bad_schedule", fields={"schedule_send": text})
    return _scheduled(quote, kinds.QuoteGiven, when, by, at, **asked)


def schedule_credit_note(note, *, moment, by, at=None, **asked):
    """The same of a credit note."""
    at = at or timezone.now()
    when = planned_for(moment, note.party.business, at)
    return _scheduled(note, kinds.CreditNoteGiven, when, by, at, **asked)


def send_planned(row, *, at):
    """Send the paper of a ScheduledSend; DomainError if it may not go any more."""
    send = send_quote if row.sort == "quote" else send_credit_note
    asked = {name: getattr(row, name) for name in ("channels", "include_pdf", "message", "recipients")}
    return send(row.document, by=None, at=at, press=f"scheduled:{row.pk}", **asked)


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


def _scheduled(paper, kind, when, by, at, *, channels, include_pdf=True, message="", recipients=None):
    """Judged as of its moment; `foreseen` of the row: {channel: rows or the reason why not}."""
    refuse_suspended(paper.party, text=NO_MESSAGES, now=at)
    row = ScheduledSend(
        paper=subject_of(paper),
        channels=list(channels),
        include_pdf=include_pdf,
        message=message,
        recipients=recipients or {},
        **when,
        created_at=at,
        created_by_id=getattr(by, "pk", None),
    )
    about = kind(paper, message=message, has_pdf=include_pdf, press=f"scheduled:{row.pk}")
    row.foreseen = offered(Mailing(at=row.due_at), Send(about, row.channels, row.recipients))
    row.save()
    record("message.scheduled", paper, by=by, at=at, party=paper.party, due_at=row.due_at)
    return row


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
