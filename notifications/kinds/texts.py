"""The words of a message, in its reader's language; {link} and {code} stay placeholders in them."""

import re

from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.base import VariableNode
from django.template.loader import get_template
from django.utils.translation import override

from notifications.kinds.base import one_line
from notifications.segments import plain, segments
from smartkhata.core import countries

# The shop's name gives way before an SMS costs one part more than it should.
BIZ_LENGTH, BIZ_SHORTEST = 20, 8
ROOM = {"GSM-7": 160, "UCS-2": 134}
TOKEN_LENGTH = 16
_LINK_SENTENCE = re.compile(r"[^\S\n]*[^.!?।\n]*\{link\}")


def texts(kind, channel, business, *, language=None):
    """(subject, body) of a message, in the first of its languages that has the text."""
    subject, body, _ = written(kind, channel, business, language=language)
    return subject, body


def written(kind, channel, business, *, language=None):
    """(subject, body, variables): the text, and the values in it by name, as registered templates want them."""
    language = language or language_of(kind.party, business)
    country = business.country
    template = _template(kind, channel, (f"{language}-{country}", language, f"en-{country}", "en"))
    facts = _shop(business) | kind.facts(business)
    with override(language):
        text = _render(template, facts)
        if channel == "sms":
            text, facts = _fitted(plain(text), template, facts)
            return "", text, _variables(template, facts)
    if channel != "email":
        return "", _linked(kind, text), _variables(template, facts)
    subject, _, body = text.partition("\n\n")
    return subject.removeprefix("Subject:").strip()[:200], _linked(kind, body), {}


def language_of(party, business):
    """The party's language, else the shop's, if its country has texts in it; else English."""
    wanted = (party.language if party else "") or business.language
    return wanted if wanted in countries.get(business.country).languages else "en"


def _shop(business):
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


def _template(kind, channel, languages):
    """The chosen tone, else the standard text, in the first language that has it."""
    tones = dict.fromkeys([f"{kind.name}.{kind.template}", kind.name])
    for name in [f"messages/{tone}.{channel}.{language}.txt" for tone in tones for language in languages]:
        try:
            return get_template(name)
        except TemplateDoesNotExist:
            continue
    raise TemplateDoesNotExist(f"messages/{kind.name}.{channel}.*.txt")


def _linked(kind, text):
    """The text without the sentence that holds the link, if it was sent without one. (An SMS is registered.)"""
    return text if kind.has_link else _LINK_SENTENCE.sub("", text)


def _variables(template, facts):
    """The values of a text in the order in which they stand in it."""
    names = {"link": "{link}", "code": "{code}"} | facts
    nodes = template.template.nodelist.get_nodes_by_type(VariableNode)
    used = [node.filter_expression.token.removeprefix("f.") for node in nodes]
    return {name: str(names[name]) for name in used if name in names}


def _render(template, facts):
    return template.render({"f": facts, "link": "{link}", "code": "{code}"}).strip()


def _fitted(text, template, facts):
    link = "x" * (len(f"{settings.PUBLIC_BASE_URL}/p?t=") + TOKEN_LENGTH)
    encoding, units, _ = segments(text.replace("{link}", link))
    over = units - ROOM[encoding]
    if over <= 0:
        return text, facts
    facts = facts | {"biz": _short(facts["biz"], max(len(facts["biz"]) - over, BIZ_SHORTEST))}
    return plain(_render(template, facts)), facts
