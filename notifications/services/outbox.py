"""Putting messages into the queue: a row is the intention, and one intention is one row."""

import hashlib
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
from notifications.services import limits
from notifications.services.caps import ENOUGH, HELD, has_room
from notifications.services.channels import ADDRESS, LACKS, MISSING, NO_MOBILE, NOT_SET_UP, reached, serves
from notifications.services.preferences import holds, refusal
from smartkhata.core import links
from smartkhata.core.counters import next_value
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record, subject_of
from smartkhata.core.models import Business
from smartkhata.core.queue import enqueue
from smartkhata.core.tenancy import current_business_id

# Two presses of Send within this time are one: a double click, an impatient second tap.
TWICE = timedelta(seconds=10)


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
        party = Party.objects.select_for_update(no_key=True).get(pk=invoice.party_id)
        refuse_suspended(party, text=NO_MESSAGES, now=at)
        invoice.refresh_from_db(fields=["status", "paid"])
        if invoice.status != "open":
            raise DomainError("This invoice is not open any more.", code="not_open", status=409)
        press = press or press_again(invoice, at)
        words = {"message": message, "template": template}
        kind = kinds.InvoiceCreated(invoice, has_pdf=include_pdf, has_link=include_link, press=press, **words)
        kind.priority = priority
        told, is_news = queue_on_each(kind, channels, recipients, at)
        if is_news:
            mark_sent(invoice, at=at)
            record("invoice.sent", invoice, by=by, at=at, party=party, channels=sorted(told))
        return told


def queue_on_each(kind, channels, recipients, at):
    """({channel: [Notification] or the reason why not}, whether a row is new). 400 no_recipient for nobody."""
    wanted = (kind.recipients or {}) | {field: to for field, to in (recipients or {}).items() if to}
    told = {
        channel: _queue_all(kind, channel, _addresses(kind.party, channel, wanted), at)
        for channel in channels
    }
    queued = rows_of(told)
    if not queued:
        raise DomainError(_nobody(kind.party, told), code="no_recipient")
    return told, any(row.is_new for row in queued)


def rows_of(told):
    """The rows of {channel: [Notification] or the reason why not}."""
    return [row for rows in told.values() if isinstance(rows, list) for row in rows]


def tell(event):
    """Queue what a fact brings about by itself, on every channel that the party can be reached by."""
    for cls in kinds.heard(event.name):
        if kind := cls.of(event):
            for channel in kind.channels:
                _queue_all(kind, channel, _addresses(kind.party, channel, kind.recipients), timezone.now())


def tell_party(kind, *, at=None):
    """Queue `kind` on the first of its channels that reaches its party; the rows, or an empty list."""
    at = at or timezone.now()
    for channel in kind.channels:
        rows = _queue_all(kind, channel, _addresses(kind.party, channel, kind.recipients), at)
        if isinstance(rows, list):
            return rows
    return []


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
    link = links.links_to([kind.link_subject])[kind.link_subject]
    text = shared_text(row.body, kind.message).replace("{link}", link)
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
    at = at or timezone.now()
    business = business or Business.objects.get(pk=current_business_id())
    language = language or kinds.language_of(kind.party, business)
    subject, body, variables = kinds.written(kind, channel, business, language=language, recipient=recipient)
    attach_pdf = kind.has_pdf and channel == "email"
    found, created = Notification.objects.get_or_create(
        dedupe_key=_key(kind.name, channel, recipient, kind.occurrence, subject, body, attach_pdf),
        defaults={
            "business": business,
            "number": lambda: f"NOTIF-{next_value('notification'):03d}",
            "party": kind.party,
            "invoice": kind.invoice,
            "kind": kind.name,
            "channel": channel,
            "recipient": recipient,
            "subject": subject,
            "body": body,
            "variables": variables,
            "template": kind.template,
            "own_words": kind.kept_words,
            "code_ref": kind.code_ref,
            "link_subject": kind.link_subject,
            "attach_pdf": attach_pdf,
            "language": language,
            "priority": kind.priority,
            "next_attempt_at": at,
            "expires_at": at + kind.life,
            "created_at": at,
            **row,
        },
    )
    found.is_new = created
    if created and kind.party is not None and not kind.code_ref:
        # The timeline tells of every message; a shared one is told by its own fact.
        record("message.queued", found, at=at, party=kind.party, kind=kind.name, channel=channel)
    if created and found.state == Notification.State.QUEUED:
        enqueue("notifications.deliver_urgent" if found.priority == 0 else "notifications.deliver")
    return found


def _queue_all(kind, channel, addresses, at):
    """The rows of one channel, or the reason why there are none."""
    if not serves(channel):
        return NOT_SET_UP[channel]
    if why_not := refusal(kind, kind.party, channel):
        return why_not
    if not addresses:
        return MISSING[ADDRESS[channel]]
    if why_not := limits.refusal(kind, current_business_id(), at):
        return why_not
    reachable, why_not = reached(channel, addresses)
    if why_not:
        return why_not
    wants_fewer = holds(kind, kind.party)
    rows = [_queue_within(kind, channel, to, wants_fewer, at) for to in reachable]
    return [row for row in rows if row] or ENOUGH


def _queue_within(kind, channel, to, wants_fewer, at):
    """The row; held when the reader wants fewer messages or has had enough, None when it can't wait."""
    if wants_fewer:
        return queue(kind, channel, to, at=at, state=Notification.State.HELD)
    if has_room(kind, to, at):
        return queue(kind, channel, to, at=at)
    return queue(kind, channel, to, at=at, state=Notification.State.HELD) if kind.name in HELD else None


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


def _key(*parts):
    """The text is part of the intention: the same invoice with other words is another message."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()
