"""What a language is for the drafter: tables of words. Rules know kinds, never words."""

import unicodedata
from dataclasses import dataclass, field, fields
from functools import lru_cache

_NUKTA, _CHANDRABINDU, _ANUSVARA = "\u093c", "\u0901", "\u0902"


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """`kinds`, `days`: phrases (tuples of folded words) -> kind, or what a day phrase means (dates).

    `ones` numerals up to 99, `scales` behind a numeral (hundred), `ahead` before it (elfu), `parts` fractions:
    a number, or "+0.25" for what joins the numeral behind it. `strong`: words that show this language is spoken.
    """

    kinds: dict = field(default_factory=dict)
    adverbs: dict = field(default_factory=dict)
    units: dict = field(default_factory=dict)
    ones: dict = field(default_factory=dict)
    scales: dict = field(default_factory=dict)
    ahead: dict = field(default_factory=dict)
    parts: dict = field(default_factory=dict)
    months: dict = field(default_factory=dict)
    weekdays: dict = field(default_factory=dict)
    days: dict = field(default_factory=dict)
    strong: frozenset = frozenset()
    unit_first: bool = False

    def over(self, other):
        """Both languages; where a word has a meaning in each, this one's counts."""
        merged = {
            row.name: {**getattr(other, row.name), **getattr(self, row.name)}
            for row in fields(self)
            if row.type is dict or row.type == "dict"
        }
        return Vocabulary(**merged, strong=self.strong, unit_first=self.unit_first)

    def kind_of(self, words):
        """The longest phrase that `words` (folded) begin with: (kind, how many words); ("", 0) for none."""
        return _longest(self.kinds, words) or ("", 0)

    def day_of(self, words):
        """(what the day phrase means, how many words) or (None, 0)."""
        return _longest(self.days, words) or (None, 0)

    @property
    def words(self):
        """Every word of its tables."""
        tables = (
            self.kinds,
            self.adverbs,
            self.units,
            self.ones,
            self.scales,
            self.months,
            self.weekdays,
            self.days,
        )
        entries = (entry for table in tables for entry in table)
        return {word for entry in entries for word in ((entry,) if isinstance(entry, str) else entry)}

    def per_of(self, adverb):
        """``monthly`` -> ``month``; empty for any other word."""
        return self.adverbs.get(adverb, "")

    def unit_of(self, word):
        return self.units.get(word, "")


@lru_cache(maxsize=8192)
def fold(word):
    """One spelling for look-ups: lower case, without nukta, chandrabindu as anusvara (पाँच is पांच)."""
    if word.isascii():
        return word.casefold()
    word = unicodedata.normalize("NFC", word.casefold()).replace(_NUKTA, "")
    return unicodedata.normalize("NFD", word).replace(_NUKTA, "").replace(_CHANDRABINDU, _ANUSVARA)


def phrases(table):
    """{"A": ["at", "at the rate of"]} -> {("at",): "A", ("at", "the", "rate", "of"): "A"}."""
    return {
        key(phrase): kind for kind, texts in table.items() for phrase in _list(texts, ";") if phrase.strip()
    }


def key(phrase):
    return tuple(fold(word) for word in phrase.split())


def forms(table):
    """{"bag": "bag bags"} -> {"bag": "bag", "bags": "bag"}."""
    return {fold(form): value for value, texts in table.items() for form in _list(texts, None)}


def _list(texts, separator):
    return texts.split(separator) if isinstance(texts, str) else texts


_LONGEST = 7


def _longest(table, words):
    for length in range(min(_LONGEST, len(words)), 0, -1):
        found = table.get(tuple(words[:length]))
        if found:
            return found, length
    return None
