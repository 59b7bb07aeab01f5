"""The word lists beside this file, as tables for look-ups; number_lexicon.json has numerals and units."""

import json
from decimal import Decimal
from pathlib import Path

from invoicing.drafting.local.words.vocabulary import fold, phrases


def tables(name):
    """A language's word lists: kinds, units, days, weekdays, months, weak (what an English sentence may hold)."""
    return json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))


_LEXICON = tables("number_lexicon")


def numerals(*tables):
    """{"teen": 3, ...} of the named tables; words without a number are left out."""
    return {
        fold(word): value
        for name in tables
        for word, value in _LEXICON[name].items()
        if isinstance(value, int)
    }


def parts(table):
    """Fractions: "1.5" stands for itself, "+0.25" joins the numeral behind it."""
    told = {fold(word): value for word, value in _LEXICON[table].items() if word != "rule"}
    return {
        word: value if isinstance(value, str) else f"{Decimal(str(value)):+}" for word, value in told.items()
    }


def units(fits):
    """{"bori": "bag", ...} of the forms that `fits(form)`."""
    return {
        fold(form): unit
        for unit, forms in _LEXICON["units"].items()
        for form in forms
        if " " not in form and fits(form)
    }


def days(table):
    """{"ahead 7": ["agle hafte"]} -> {("agle", "hafte"): ("ahead", 7)}."""
    told = {(meaning.split()[0], int(meaning.split()[1])): texts for meaning, texts in table.items()}
    return {words: meaning for meaning, texts in told.items() for words in phrases({meaning: texts})}


def numbered(table):
    """{"0": ["somvar"]} -> {"somvar": 0}."""
    return {fold(word): int(number) for number, texts in table.items() for word in texts}


def words_of(*found):
    """Every single word of such tables."""
    entries = (entry for table in found for entry in table)
    return frozenset(word for entry in entries for word in ((entry,) if isinstance(entry, str) else entry))
