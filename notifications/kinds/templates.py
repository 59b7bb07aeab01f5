"""Where the words of a message come from: the shop's own text, else ours. Both render and name their variables."""

import re
from functools import cache

from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.base import VariableNode
from django.template.loader import get_template

from notifications.selectors.texts import own_text

_NAME = re.compile(r"\{(\w+)\}")
# Filled in when the provider is called: no token and no code stands in a table.
PLACEHOLDERS = {name: f"{{{name}}}" for name in ("link", "stop", "code")}

# An app shows the words of WhatsApp, or those of an SMS where a kind has no others.
WORDS_OF = {"push": ("whatsapp", "sms")}


class Standard:
    """One of our texts, a file in templates/messages/."""

    def __init__(self, template):
        self.template = template

    def render(self, facts):
        return self.template.render({"f": facts, **PLACEHOLDERS}).strip()

    def names(self):
        """The variables in the order in which they stand in the text."""
        nodes = self.template.template.nodelist.get_nodes_by_type(VariableNode)
        return [node.filter_expression.token.removeprefix("f.") for node in nodes]


class Own:
    """The shop's own text: names in braces are filled in, everything else is plain."""

    def __init__(self, subject, body):
        self.subject, self.body = subject, body

    def render(self, facts):
        body = _with_room(self.body) if facts.get("message") else self.body
        filled = {name: _worded(value) for name, value in facts.items()} | PLACEHOLDERS
        text = f"Subject: {self.subject}\n\n{body}" if self.subject else body
        # A line whose only variable is empty would leave a gap.
        return re.sub(r"\n{3,}", "\n\n", _NAME.sub(lambda found: filled.get(found[1], ""), text)).strip()

    def names(self):
        return names_in(self.body)


def source_of(kind, channel, languages, own=None):
    """The text for a kind in the first of `languages` (en-IN, en, ...) that has one, the shop's own before ours.
    `own` are all of the shop's own, where they are at hand."""
    words = WORDS_OF.get(channel, (channel,))[0]
    name = (kind.texts_of or kind.name, kind.template, words, languages[1])
    own = own_text(*name) if own is None else own.get(name)
    return Own(own.subject, own.body) if own else standard(kind, channel, languages)


def standard(kind, channel, languages):
    """Our text: of the chosen tone, else of the standard one."""
    name = kind.texts_of or kind.name
    tones = dict.fromkeys([f"{name}.{kind.template}", name])
    words = WORDS_OF.get(channel, (channel,))
    for path in [f"messages/{t}.{w}.{lang}.txt" for w in words for t in tones for lang in languages]:
        try:
            return Standard(get_template(path))
        except TemplateDoesNotExist:
            continue
    raise TemplateDoesNotExist(f"messages/{name}.{channel}.*.txt")


def has_standard(kind, channel, language):
    """Whether we have a text of exactly this language or wording."""
    return (settings.BASE_DIR / f"templates/messages/{kind}.{channel}.{language}.txt").exists()


@cache
def has_text(kind, channel):
    """Whether we have words for a kind on this channel; a language that lacks them falls back to English."""
    found = settings.BASE_DIR / "templates/messages"
    return any(any(found.glob(f"{kind}.{words}.en*.txt")) for words in WORDS_OF.get(channel, (channel,)))


def names_in(text):
    """The names in braces, each once, in their order."""
    return list(dict.fromkeys(_NAME.findall(text)))


def _with_room(body):
    """A place for the owner's words of the day, after the greeting, where the text has none."""
    if "{message}" in body:
        return body
    first, _, rest = body.partition("\n\n")
    return f"{first}\n\n{{message}}\n\n{rest}"


def _worded(value):
    return "\n".join(f"- {line}" for line in value) if isinstance(value, list) else str(value)
