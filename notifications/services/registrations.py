"""Our texts as a provider has approved them: one id each, kept in the account's keys (JSON) by the text's name."""

import json
from dataclasses import dataclass

from notifications import kinds
from notifications.kinds.templates import PLACEHOLDERS, has_text, standard
from notifications.services.texts import TONES
from smartkhata.core import countries

# {provider: (the channel that goes by approved texts, the key that keeps their ids, how a text names its nth value)}
APPROVED = {"twilio": ("whatsapp", "content_sids", "{{{{{}}}}}"), "msg91": ("sms", "templates", "##VAR{}##")}
# What goes out besides the texts that a shop may change.
MORE = dict.fromkeys(("gathered", "otp", "stopped", "notice", "digest", "test"), ("default",))
LANGUAGES = {"en": "English", "hi": "हिन्दी", "sw": "Kiswahili"}


@dataclass(frozen=True)
class Slot:
    """One of our texts: the `id` it has at the provider (or none), its `words` to be given in there, with the names
    of their values in order."""

    kind: str
    tone: str
    language: str
    id: str
    words: str
    names: tuple

    @property
    def field(self):
        return f"text-{self.kind}-{self.tone}-{self.language}"

    @property
    def language_name(self):
        return LANGUAGES[self.language]


def slots(channel, provider, stored, business):
    """[Slot] of what the shop may send by `channel`; [] where the provider needs no approval. `stored` are the keys
    of the account."""
    if APPROVED.get(provider, ("",))[0] != channel:
        return []
    known = _known(provider, stored)
    return [
        _slot(kind, tone, language, known, provider, business)
        for kind, tones in (TONES | MORE).items()
        if has_text(kind, channel)
        for tone in tones
        for language in countries.get(business.country).languages
    ]


def with_ids(provider, stored, ids):
    """{key: JSON} with `ids` ({slot: its id, empty for none}); what no slot asks for stays as it is."""
    known = _known(provider, stored)
    for slot, given in ids.items():
        name = _place(known, slot.kind, slot.tone, slot.language)
        if not given:
            known.pop(name, None)
        elif given != slot.id:
            known[name] = {"id": given, "variables": list(slot.names)} if provider == "msg91" else given
    return {APPROVED[provider][1]: json.dumps(known)} if ids else {}


def _slot(kind, tone, language, known, provider, business):
    channel, _key, sign = APPROVED[provider]
    entry = known.get(_place(known, kind, tone, language), "")
    given = entry.get("id", "") if isinstance(entry, dict) else entry
    source = _source(kind, tone, channel, language, business)
    names = tuple(name for name in dict.fromkeys(source.names()) if "|" not in name)
    signs = {name: sign.format(number) for number, name in enumerate(names, start=1)}
    return Slot(kind, tone, language, given, _shown(source, signs), names)


def _source(kind, tone, channel, language, business):
    asked = kinds.TextTrial(kind, tone=tone)
    country = business.country
    return standard(asked, channel, (f"{language}-{country}", language, f"en-{country}", "en"))


def _shown(source, signs):
    """The words with a sign in the place of each value."""
    text = source.render({name: sign for name, sign in signs.items() if name not in PLACEHOLDERS})
    for name in PLACEHOLDERS:
        text = text.replace(f"{{{name}}}", signs.get(name, ""))
    return text


def _place(known, kind, tone, language):
    """Where the id of a text stands: an entry without a language is the English one."""
    name = kind if tone == "default" else f"{kind}.{tone}"
    exact = f"{name}.{language}"
    return name if language == "en" and name in known and exact not in known else exact


def _known(provider, stored):
    found = json.loads(stored.get(APPROVED[provider][1]) or "{}")
    return found if isinstance(found, dict) else {}
