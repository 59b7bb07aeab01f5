"""Which languages a sentence speaks, and their words."""

import re
from functools import cache

from invoicing.drafting.local.words.english import ENGLISH
from invoicing.drafting.local.words.hindi import HINDI
from invoicing.drafting.local.words.swahili import SWAHILI
from invoicing.drafting.local.words.verbs import FORMS
from invoicing.drafting.local.words.vocabulary import Vocabulary, fold

__all__ = ["ENGLISH", "HINDI", "SWAHILI", "Vocabulary", "fold", "spoken"]

_HOME = {"IN": HINDI, "KE": SWAHILI}
# Too short to show a language abroad; at home they do.
_AT_HOME = {
    "IN": (
        HINDI,
        frozenset(
            ("ka", "ke", "ki", "ko", "sau", "har", "tak", "rupaye", "rupay", "bees", "tees", "das", "nau")
        ),
    ),
    "KE": (
        SWAHILI,
        frozenset(
            (
                "na",
                "ya",
                "za",
                "ni",
                "wa",
                "cha",
                "vya",
                "mia",
                "nusu",
                "shilingi",
                "dola",
                "siku",
                "kilo",
                "hii",
                "tu",
                "pia",
                "juu",
                "ndani",
                "toa",
                "imo",
                "pesa",
                "bado",
                "fanya",
            )
        ),
    ),
}
_DEVANAGARI = re.compile("[\u0900-\u097f]")
# "kushona", "kupaka": to do something.
_INFINITIVE = re.compile("ku[a-z]{3,}[aei]")
_WORD = re.compile(r"[^\W\d_][\w'\u0900-\u097f]*")


def spoken(text, country=""):
    """(Vocabulary, whether a third language is heard): English and the language that the words show.

    The country decides only between equals: a Kenyan shop may write Hindi.
    """
    heard = {fold(word) for word in _WORD.findall(text)}
    hits = {language: len(heard & language.strong) for language in (HINDI, SWAHILI)}
    if country in _AT_HOME:
        language, little = _AT_HOME[country]
        hits[language] += len(heard & little)
    if country == "KE":
        hits[SWAHILI] += any(_INFINITIVE.fullmatch(word) for word in heard)
    if _DEVANAGARI.search(text):
        hits[HINDI] += len(heard)
    home = _HOME.get(country)
    best = max((HINDI, SWAHILI), key=lambda language: (hits[language], language is home))
    if not hits[best]:
        return ENGLISH, False
    other = SWAHILI if best is HINDI else HINDI
    return _joined("hindi" if best is HINDI else "swahili"), any(
        len(word) > 2 for word in heard & other.strong - best.strong - FORMS
    )


@cache
def _joined(name):
    return {"hindi": HINDI, "swahili": SWAHILI}[name].over(ENGLISH)
