"""What would be sent, to the letter, before it is: per channel the words, the parts, the cost, and what is left out."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from notifications import kinds
from notifications.own_words import price, why_not
from notifications.providers.base import EMPTY
from notifications.registered import INDIA, link_in
from notifications.segments import segments
from notifications.services.channels import MISSING, NOT_SET_UP, reached, serves, wishes_address
from notifications.services.preferences import refusal
from smartkhata.core import links

NO_PDF = {
    True: _("The PDF goes by e-mail; the link in this text shows it after a code to their phone."),
    False: _("The PDF goes by e-mail only; the link in this text opens the bill."),
}


@dataclass
class Preview:
    """One channel. `problems` keep it from going at all, `notes` say what it can't carry."""

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


def preview(kind, channel, recipients, business):
    """The Preview of `kind` by one channel, to addresses that may be none."""
    first = recipients[0] if recipients else ""
    subject, body, variables = kinds.written(kind, channel, business, recipient=first)
    seen = Preview(channel, recipients, subject, _linked(kind, channel, first, body))
    seen.problems = [text for text in _problems(kind, channel, recipients) if text]
    if channel == "sms" and first.startswith(INDIA) and "" in variables.values():
        seen.problems.append(EMPTY)
    if kind.message and (why := why_not(channel, first)):
        seen.notes.append(why)
    if kind.has_pdf and channel != "email":
        seen.notes.append(NO_PDF[kind.link_shows_paper])
    if channel == "sms":
        seen.encoding, seen.units, seen.parts = segments(seen.body)
        seen.cost = _cost(recipients, seen.parts)
    return seen


def _problems(kind, channel, recipients):
    yield "" if serves(channel) else NOT_SET_UP[channel]
    yield refusal(kind, kind.party, channel)
    if not recipients:
        yield MISSING["email" if channel == "email" else "phone"]
    else:
        yield reached(channel, recipients)[1]


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
