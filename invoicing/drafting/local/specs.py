"""A number that says which one, not how many: "gauge 30", "9 watt", "10ft x 8ft", "PO 7731", "1 year warranty"."""

import re

from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.words import fold, lexicon
from invoicing.drafting.local.words.english import PAPERS

_TABLES = lexicon.tables("specs")
_PLACES, _NUMBER, _PROMISED, _WHICH, _MEASURED_BY, _NUMBERED, _ACCOUNTS = (
    frozenset(fold(word) for word in _TABLES[name])
    for name in ("places", "number", "promised", "which", "measured", "papers", "accounts")
)
PAPER, SPEC = "paper", "spec"
_PAPER = re.compile(r"w[wHk]?N")
# "10ft x 8ft gate"
_SIDES = re.compile("NU?XNU")
_SIDEWAYS = frozenset(
    ("long", "wide", "high", "tall", "thick", "deep", "dia", "diameter", "lambi", "chaudi", "urefu", "upana")
)
_AREAS, _SQUARES = (
    frozenset(("size", "area", "naap", "rakba", "eneo", "ukubwa", "साइज", "एरिया")),
    frozenset(("sqft", "sqm", "acre")),
)
_LENGTHS = frozenset(("ft", "inch", "metre", "cm"))


def specified(tokens):
    """``gauge 30``, ``size 8``, ``9 watt``: a number that says which one, not how many or how much."""
    return t.merge(tokens, lambda at: _specification(tokens, at))


def _specification(tokens, at):
    pair, triple = tokens[at : at + 2], tokens[at : at + 3]
    if (
        len(triple) == 3
        and triple[0].lower in _PLACES
        and triple[1].lower in _NUMBER
        and triple[2].kind == "N"
    ):
        return "w", None, 3
    if pair[0].lower in _PLACES and t.kinds(pair[1:]) == "N" and t.kinds(triple[2:]) == "i":
        # "flat 302 mein"
        return "w", None, 2
    number = len(triple) == 3 and triple[1].lower in _NUMBER
    if (pair[0].lower in _NUMBERED or number and pair[0].lower in PAPERS | _ACCOUNTS) and (
        paper := _PAPER.match(t.kinds(triple))
    ):
        return "w", PAPER, paper.end()
    if len(triple) == 3 and t.kinds(pair) == "NU" and triple[2].lower in _PROMISED:
        return "w", SPEC, 3
    sides = _SIDES.match(t.kinds(tokens[at : at + 5]))
    if sides and tokens[at + sides.end() - 1].value in _LENGTHS:
        return "w", None, sides.end()
    if t.kinds(triple) == "NRN" and triple[1].text == "/" and _touch(triple):
        # "tyre 100/90"
        return "w", SPEC, 3
    if len(triple) == 3 and t.kinds(triple) in ("NHw", "NHU") and _touch(triple):
        return "w", None, 3
    if len(triple) == 3 and t.kinds(pair) == "NU" and triple[2].lower in _SIDEWAYS:
        return "w", SPEC, 3
    if t.kinds(triple) == "wNU" and pair[0].lower in _AREAS and triple[2].value in _SQUARES:
        return "u", None, 1
    if [token.kind for token in pair] == ["w", "N"] and pair[0].lower in _WHICH:
        return "w", None, 2
    if [token.kind for token in pair] == ["N", "w"] and pair[1].lower in _MEASURED_BY:
        return "w", SPEC, 2
    return None


def _touch(tokens):
    """ "3-core", "6-seater", "50-kg"."""
    return all(one.end == two.start for one, two in zip(tokens, tokens[1:], strict=False))
