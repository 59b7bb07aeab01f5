"""Verb forms: what somebody did or will do names nothing that is sold ("lagaiye", "bataunga", "nishapokea")."""

import re

from invoicing.drafting.local.words import lexicon
from invoicing.drafting.local.words.vocabulary import fold

_TABLES = lexicon.tables("verbs")
# Every stem with every ending; goods that only look like one ("banana", "aata") are left out.
FORMS = frozenset(
    fold(stem + ending)
    for script in ("latin", "devanagari")
    for stem in _TABLES[script]["stems"].split()
    for ending in _TABLES[script]["endings"].split()
) - {fold(word) for word in _TABLES["goods"].split()}
# Swahili says who and when in front of its stem: a-me-chukua, ni-ta-tuma, ni-sha-pokea, i-me-fika.
_SPOKEN = re.compile(
    r"(?:(?:ni|tu|a|wa)(?:li|na|me|mesha|ta|sha|lisha)|u(?:me|li|ta)|zi(?:li|me|ta|na)|i(?:li|me|ta|na))[a-z]{2,}[aei]"
)
_NOUNS = frozenset(fold(word) for word in _TABLES["nouns"].split())


_STEMS = frozenset(
    fold(stem) for script in ("latin", "devanagari") for stem in _TABLES[script]["stems"].split()
)


def is_verb_stem(word):
    """ "kar", "laga", "ghata": in front of "do" they ask for something."""
    return word in _STEMS


def is_verb(word):
    """Whether the folded `word` is a finite form or an infinitive of the everyday verbs."""
    return word in FORMS or bool(_SPOKEN.fullmatch(word)) and word not in _NOUNS
