"""What would be sent, to the letter, before it is: per channel the words, the parts, the cost, and what is left out."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from notifications import kinds
from notifications.own_words import price, why_not
from notifications.providers.base import EMPTY
from notifications.registered import INDIA, link_in
from notifications.segments import segments
from notifications.services.carrying import carried
from notifications.services.channels import wishes_address
from notifications.services.composing import foreseen_pdf
from notifications.services.mailing import Mailing
from notifications.services.shortfalls import missing_of
from smartkhata.core import links

NO_PDF = {
    True: _("The PDF goes by e-mail; the link in this text shows it after a code to their phone."),
    False: _("The PDF goes by e-mail only; the link in this text opens the bill."),
}


@dataclass
class Preview:
    """One channel, and those of its addresses that get the same words. `problems` keep it from going at all, `notes`
    say what it can't carry."""

    channel: str
    recipients: list
    subject: str = ""
    body: str = ""
    encoding: str = ""
    units: int = 0
    parts: int = 0
    cost: tuple | None = None
    notes: list = field(default_factory=list)
    problems: list = field(default_factory=list)


def previews(kind, recipients, business):
    """[Preview] of `kind` by {channel: addresses}, judged as the send itself will be (mailing.py)."""
    mailing = Mailing(business=business)
    return [
        seen
        for channel, addresses in recipients.items()
        for seen in _judged(kind, channel, addresses, mailing.offer(kind, channel, addresses), business)
    ]


def preview(kind, channel, recipients, business):
    """The Preview of `kind` by one channel as the first of `recipients` (none: nobody yet) reads it, unjudged."""
    first = recipients[0] if recipients else ""
    subject, body, variables = kinds.written(kind, channel, business, recipient=first)
    seen = Preview(channel, recipients, subject, _linked(kind, channel, first, body))
    if channel == "sms" and first.startswith(INDIA) and "" in variables.values():
        seen.problems.append(EMPTY)
    if kind.has_pdf and channel == "email":
        seen.body += "\n\n" + foreseen_pdf(kind, business)
    elif kind.has_pdf:
        seen.notes.append(NO_PDF[kind.link_shows_paper])
    if kind.message and (why := why_not(channel, first)):
        seen.notes.append(why)
    if channel == "sms":
        seen.encoding, seen.units, seen.parts = segments(seen.body)
        seen.cost = _cost(recipients, seen.parts)
    return seen


def _judged(kind, channel, addresses, offer, business):
    """The Previews of one channel; one with the problem if nobody would get anything."""
    if isinstance(offer, str):
        seen = preview(kind, channel, addresses, business)
        seen.problems.append(offer)
        return [seen]
    found = [preview(kind, channel, to, business) for to in _alike(offer)]
    for seen in found if channel in ("sms", "whatsapp") else []:
        text = {"kind": kind.name, "tone": kind.template, "language": kinds.language_of(kind.party, business)}
        problem, note = carried(channel, seen.recipients[0], **text)
        seen.problems += [problem] if problem else []
        seen.notes += [_(note)] if note else []
    found[0].notes += missing_of(offer)
    return found


def _alike(rows):
    """The addresses of `rows`, those with the same words together."""
    groups = {}
    for row in rows:
        groups.setdefault((row.subject, row.body), []).append(row.recipient)
    return groups.values()


def _cost(recipients, parts):
    """(currency, sum) of all addresses, if they cost the same currency and all prices are known."""
    prices = [price(to, parts) for to in recipients]
    if not prices or None in prices or len({currency for currency, _ in prices}) > 1:
        return None
    return prices[0][0], sum(much for _, much in prices)


def _linked(kind, channel, to, body):
    if not kind.link_subject:
        return body
    link = link_in(channel, to, links.links_to([kind.link_subject])[kind.link_subject])
    return body.replace("{link}", link).replace("{stop}", wishes_address(link))
