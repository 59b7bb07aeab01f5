"""The words of a message, in its reader's language; {link} and {code} stay placeholders in them."""

import re

from django.utils.translation import override

from customers.languages import language_of
from notifications.kinds.base import one_line
from notifications.kinds.templates import PLACEHOLDERS, source_of
from notifications.own_words import why_not
from notifications.registered import link_in
from notifications.segments import plain, segments
from smartkhata.core import countries, links

# The shop's name gives way before an SMS costs one part more than it should.
BIZ_LENGTH, BIZ_SHORTEST = 20, 8
ROOM = {"GSM-7": 160, "UCS-2": 134}
TOKEN_LENGTH = 16
_LINK_SENTENCE = re.compile(r"[^\S\n]*[^.!?।\n]*\{link\}")


def texts(kind, channel, business, *, language=None):
    """(subject, body) of a message, in the first of its languages that has the text."""
    subject, body, _ = written(kind, channel, business, language=language)
    return subject, body


def written(kind, channel, business, *, language=None, recipient="", own=None):
    """(subject, body, variables): the text, and the values in it by name, as registered templates want them.

    The owner's own words stand in an e-mail where its text has them, and at the end of an SMS to a `recipient`
    where the law lets them; other texts go as they are registered or approved. `own` are the shop's own texts
    (selectors.texts.own_texts), where they are at hand.
    """
    language = language or language_of(kind.party, business)
    country = business.country
    source = source_of(kind, channel, (f"{language}-{country}", language, f"en-{country}", "en"), own)
    facts = shop_facts(business) | kind.facts(business)
    if channel != "email":
        facts |= {"message": ""}
    with override(language):
        text = source.render(facts)
        if channel == "sms":
            link = link_like(kind.link_subject, recipient or countries.get(country).dialling)
            text, facts = fitted(plain(text), source, facts, link)
            return "", text + _own_words(kind, recipient), _variables(source, facts)
    if channel != "email":
        return "", text if channel == "whatsapp" else _linked(kind, text), _variables(source, facts)
    subject, _, body = text.partition("\n\n")
    return subject.removeprefix("Subject:").strip()[:200], _linked(kind, body), {}


def shop_facts(business):
    """What every text may tell of the shop."""
    name = one_line(business.name)
    return {
        "biz": _short(name, BIZ_LENGTH),
        "shop": name,
        "paybill": business.paybill,
        "upi": business.upi_id,
        "phone": business.phone,
        "bank": ", ".join(business.bank_details.split("\n")),
    }


def _short(name, length):
    """Whole words of a name, if one fits."""
    if len(name) <= length:
        return name
    return (name[: length + 1].rpartition(" ")[0] or name[:length]).rstrip(" &,.-")


def _linked(kind, text):
    """The text without the sentence that holds the link, if it was sent without one. (An SMS is registered, the text
    of a WhatsApp account approved.)"""
    return text if kind.has_link else _LINK_SENTENCE.sub("", text)


def _own_words(kind, recipient):
    may = kind.message and recipient and not why_not("sms", recipient)
    return f"\n{plain(kind.message)}" if may else ""


def _variables(source, facts):
    """The values of a text in the order in which they stand in it."""
    names = PLACEHOLDERS | facts
    return {name: str(names[name]) for name in source.names() if name in names}


def link_like(subject, to):
    """A link as long as the one to `subject` that an SMS to the number `to` will have."""
    return link_in("sms", to, links.page_of(subject, "x" * TOKEN_LENGTH))


def fitted(text, source, facts, link):
    """(text, facts) of an SMS whose shop's name is cut, if that saves a part; `link` is as long as its own."""
    encoding, units, _ = segments(text.replace("{link}", link))
    over = units - ROOM[encoding]
    if over <= 0:
        return text, facts
    facts = facts | {"biz": _short(facts["biz"], max(len(facts["biz"]) - over, BIZ_SHORTEST))}
    return plain(source.render(facts)), facts
