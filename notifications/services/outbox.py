"""Putting messages into the queue: a row is the intention, and one intention is one row."""

from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import quote

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext

from customers.models import Party
from customers.services.standing import NO_MESSAGES, refuse_suspended
from invoicing.services.invoices import mark_sent
from notifications import kinds
from notifications.models import Notification
from notifications.services.channels import ADDRESS, LACKS, MISSING, NO_MOBILE
from notifications.services.mailing import Mailing
from smartkhata.core import links
from smartkhata.core.errors import DomainError
from smartkhata.core.events import fact, record, record_all, subject_of

# Two presses of Send within this time are one: a double click, an impatient second tap.
TWICE = timedelta(seconds=10)


@dataclass
class Send:
    """An invoice on its way: its message, the channels, and the recipients that override the party's own."""

    kind: kinds.InvoiceCreated
    channels: list
    recipients: dict = field(default_factory=dict)


def send_invoice(
    invoice,
    *,
    channels,
    by,
    include_pdf=True,
    include_link=True,
    message="",
    recipients=None,
    press="",
    template="default",
    priority=kinds.InvoiceCreated.priority,
    at=None,
):
    """Queue an issued invoice on each channel: {channel: [Notification] or the reason why not}.

    `recipients` overrides the party's own phone and e-mail: {"email": [...], "phone": [...]}, or one channel's:
    {"sms": [...]}. `press` names the one press of the button; pressing it again gives the same rows. `template` is
    the tone of the text: default, reminder, urgent. 400 no_recipient if nobody is reached.
    """
    at = at or timezone.now()
    with transaction.atomic():
        # Sends to one party run one after the other; the party first, as payments do, or they would deadlock.
        invoice.party = Party.objects.select_for_update(no_key=True).get(pk=invoice.party_id)
        invoice.refresh_from_db(fields=["status", "paid"])
        press = press or press_again(invoice, at)
        words = {"message": message, "template": template}
        kind = kinds.InvoiceCreated(invoice, has_pdf=include_pdf, has_link=include_link, press=press, **words)
        kind.priority = priority
        (told,) = send_together([Send(kind, channels, recipients)], by=by, at=at)
        if isinstance(told, DomainError):
            raise told
        return told


def send_together(sends, *, by, at, business=None):
    """What came of each of `sends`, in their order: {channel: [Notification] or the reason why not}, or its
    DomainError, which takes no other along.

    They are of one shop; their parties are locked in the open transaction and their invoices read after that.
    """
    mailing = Mailing(at=at, business=business)
    addresses = [to for send in sends for found in _addressed(send).values() for to in found]
    mailing.look_ahead([send.kind.party for send in sends], addresses)
    offers = [judged(mailing, send) for send in sends]
    mailing.write()
    told = [_told(mailing, offer) if isinstance(offer, dict) else offer for offer in offers]
    news = [(send.kind.invoice, answer) for send, answer in zip(sends, told, strict=True) if _is_news(answer)]
    if news:
        mark_sent(*(invoice for invoice, _ in news), at=at)
        facts = {"by": by, "at": at}
        record_all(
            [
                fact("invoice.sent", invoice, party=invoice.party, channels=sorted(answer), **facts)
                for invoice, answer in news
            ]
        )
    return told


def judged(mailing, send):
    """{channel: rows that are to be written, or the reason why not} of one send, or its DomainError."""
    try:
        refuse_suspended(send.kind.party, text=NO_MESSAGES, now=mailing.at)
        if send.kind.invoice.status != "open":
            raise DomainError("This invoice is not open any more.", code="not_open", status=409)
        return offered(mailing, send)
    except DomainError as error:
        return error


def queue_on_each(kind, channels, recipients, at):
    """({channel: [Notification] or the reason why not}, whether a row is new). 400 no_recipient for nobody."""
    mailing = Mailing(at=at)
    offer = offered(mailing, Send(kind, channels, recipients))
    mailing.write()
    told = _told(mailing, offer)
    return told, _is_news(told)


def rows_of(told):
    """The rows of {channel: [Notification] or the reason why not}."""
    return [row for rows in told.values() if isinstance(rows, list) for row in rows]


def tell(event):
    """Queue what a fact brings about by itself, on every channel that the party can be reached by."""
    # One moment for all channels: rows of one moment are known as the same told twice (failures.py).
    mailing = Mailing()
    for cls in kinds.heard(event.name):
        if kind := cls.of(event):
            for channel in kind.channels:
                mailing.offer(kind, channel, _addresses(kind.party, channel, kind.recipients))
    mailing.write()


def tell_party(kind, *, at=None, business=None):
    """Queue `kind` on the first of its channels that reaches its party; the rows, or an empty list."""
    mailing = Mailing(at=at, business=business)
    rows, _why_not = first_offer(kind, mailing)
    mailing.write()
    return mailing.final(rows)


def first_offer(kind, mailing):
    """([Notification] on the first of its channels that reaches the party of `kind`, why there are none); not yet
    written."""
    told = {}
    for channel in kind.channels:
        told[channel] = mailing.offer(kind, channel, _addresses(kind.party, channel, kind.recipients))
        if isinstance(told[channel], list):
            return told[channel], ""
    return [], _nobody(kind.party, told)


def send_code(*, business, party, phone, challenge, occurrence, language=None):
    """The one-time code of a challenge, by SMS; each resend is an occurrence of its own."""
    kind = kinds.Otp(party, challenge=challenge, request=occurrence)
    return queue(kind, "sms", phone, business=business, language=language)


def share_on_whatsapp(invoice, *, by, message="", template="default", at=None):
    """The wa.me address with the text, for the owner's own WhatsApp; recorded as shared by the owner.

    It is a person who writes there, so any words of theirs (`message`) go along.
    """
    at = at or timezone.now()
    if invoice.status != "open":
        raise DomainError("This invoice is not open any more.", code="not_open", status=409)
    press = f"shared:{at:%Y%m%d%H%M%S%f}"
    kind = kinds.InvoiceCreated(invoice, message=message, has_pdf=False, press=press, template=template)
    address = shared(kind, at)
    mark_sent(invoice, at=at)
    record("invoice.shared", invoice, by=by, at=at, party=invoice.party)
    return address


def shared(kind, at):
    """The row of a message that its owner sends by hand, and the wa.me address that opens it."""
    phone = kind.party.phone
    if not phone:
        raise DomainError("This customer has no phone number. Add one first.", code="no_phone")
    row = queue(kind, "whatsapp", phone, at=at, state=Notification.State.SHARED)
    text = shared_text(row.body, kind.message).replace("{link}", links.link_through(row, row.link_subject))
    return f"https://wa.me/{phone.lstrip('+')}?text={quote(text)}"


def shared_text(body, message):
    """What stands in the owner's own WhatsApp: the text, and their words after it."""
    return f"{body}\n\n{message.strip()}" if message.strip() else body


def queue_copy(row, *, channel, recipient, occurrence="fallback", at=None):
    """The same message again, by another channel or after a failure; its text tells today's facts."""
    kind = kinds.KINDS[row.kind].again(row)
    kind.occurrence = f"{row.pk}:{occurrence}"
    return queue(kind, channel, recipient, language=row.language, at=at, replaces=row)


def queue(kind, channel, recipient, *, business=None, language=None, at=None, **row):
    """One row, or the row that is there already for the same intention (`is_new` says which)."""
    mailing = Mailing(at=at, business=business)
    row = mailing.row(kind, channel, recipient, language=language, **row)
    mailing.write()
    return mailing.final([row])[0]


def offered(mailing, send):
    """{channel: rows that are to be written, or the reason why not}. 400 no_recipient for nobody."""
    offer = {channel: mailing.offer(send.kind, channel, to) for channel, to in _addressed(send).items()}
    if not rows_of(offer):
        raise DomainError(_nobody(send.kind.party, offer), code="no_recipient")
    return offer


def _told(mailing, offer):
    return {
        channel: mailing.final(rows) if isinstance(rows, list) else rows for channel, rows in offer.items()
    }


def _is_news(told):
    return isinstance(told, dict) and any(row.is_new for row in rows_of(told))


def _addressed(send):
    """{channel: addresses}"""
    wanted = (send.kind.recipients or {}) | {name: to for name, to in (send.recipients or {}).items() if to}
    return {channel: _addresses(send.kind.party, channel, wanted) for channel in send.channels}


def _addresses(party, channel, overrides=None):
    field, overrides = ADDRESS[channel], overrides or {}
    wanted = overrides.get(channel) or overrides.get(field) or [getattr(party, field)]
    return [address for address in dict.fromkeys(wanted) if address]


def press_again(document, at):
    """The name of this press of Send: that of the document's last one if it was only seconds ago."""
    sent = Notification.objects.filter(
        party=document.party_id, link_subject=subject_of(document), created_at__gt=at - TWICE
    )
    last = sent.exclude(state=Notification.State.SHARED).aggregate(last=Max("created_at"))["last"]
    return (last or at).isoformat()


def _nobody(party, told):
    reasons = sorted(set(told.values()))
    if frozenset(reasons) in LACKS:
        return gettext(LACKS[frozenset(reasons)]) % {"name": party.name}
    return next((reason for reason in reasons if reason not in {*MISSING.values(), NO_MOBILE}), NO_MOBILE)
