"""A number that says which one, not how many: "gauge 30", "9 watt", "10ft x 8ft", "PO 7731", "1 year warranty"."""

import re
from dataclasses import replace

from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.units import SIZES, TIME
from invoicing.drafting.local.words import fold, lexicon
from invoicing.drafting.local.words.english import PAPERS

_TABLES = lexicon.tables("specs")
_PLACES, _NUMBER, _PROMISED, _WHICH, _MEASURED_BY, _NUMBERED, _ACCOUNTS = (
    frozenset(fold(word) for word in _TABLES[name])
    for name in ("places", "number", "promised", "which", "measured", "papers", "accounts")
)
# What is told by its size, not sold by it: "1.5 ton AC".
_RATED = {unit: frozenset(things) for unit, things in _TABLES["rated"].items()}
# "2 box files", "1200 gaadi bhada": the unit is a part of the name.
_HEADS = frozenset(fold(word) for word in _TABLES["heads"])
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
    tokens = _compounds(tokens)
    return t.merge(tokens, lambda at: _specification(tokens, at))


def _compounds(tokens):
    """ "2 box files": the unit is a part of the name where the word behind it says so."""
    return [
        replace(token, kind="w")
        if token.kind == "U"
        and token.value not in TIME | SIZES
        and not token.lower.endswith("es")
        and at + 1 < len(tokens)
        and tokens[at + 1].lower in _HEADS
        else token
        for at, token in enumerate(tokens)
    ]


def _specification(tokens, at):
    return _numbered(tokens, at) or _sized(tokens, at) or _which(tokens, at)


def _numbered(tokens, at):
    """ "flat 302 mein", "PO 4512", "Ref: JB/204": the number of a place or a paper."""
    pair, triple = tokens[at : at + 2], tokens[at : at + 3]
    number = len(triple) == 3 and triple[1].lower in _NUMBER
    if number and triple[0].lower in _PLACES and triple[2].kind == "N":
        return "w", None, 3
    if pair[0].lower in _PLACES and t.kinds(pair[1:]) == "N" and t.kinds(triple[2:]) == "i":
        return "w", None, 2
    site = pair[0].lower in _PLACES and t.kinds(tokens[at - 1 : at]) in ("", "C", "S")
    if site and re.match("wNw?H", t.kinds(tokens[at : at + 4])):
        # "Plot 47 site - ..."
        return "w", None, 2
    named = pair[0].lower in _NUMBERED or number and pair[0].lower in PAPERS | _ACCOUNTS
    if named and (paper := _PAPER.match(t.kinds(triple))):
        # "PO no. 2231/26"
        more = tokens[at + paper.end() - 1 : at + paper.end() + 2]
        return "w", PAPER, paper.end() + 2 * (t.kinds(more) == "NRN" and _touch(more))
    if pair[0].lower in _NUMBERED and (length := _coded(tokens[at : at + 10])):
        return "w", PAPER, length
    return None


def _sized(tokens, at):
    """ "1.5 ton AC", "2 10kg bags", "10ft x 8ft", "6-seater", "12 ft long": the size of one."""
    triple = tokens[at : at + 3]
    line, last = t.kinds(triple), triple[-1]
    if len(triple) == 3 and line[:2] == "NU" and last.lower in _RATED.get(triple[1].value, ()):
        return "w", SPEC, 2
    if line == "NUU" and t.kinds(tokens[at - 1 : at]) in ("N", "X") and triple[1].value in SIZES:
        return ("U", last.value, 3) if last.value not in SIZES | TIME else None
    sides = _SIDES.match(t.kinds(tokens[at : at + 5]))
    if sides and tokens[at + sides.end() - 1].value in _LENGTHS:
        return "w", None, sides.end()
    if line == "NRN" and triple[1].text == "/" and _touch(triple):
        # "tyre 100/90"
        return "w", SPEC, 3
    if line in ("NHw", "NHU") and _touch(triple):
        return "w", None, 3
    if len(triple) == 3 and line[:2] == "NU" and last.lower in _SIDEWAYS | _PROMISED:
        return "w", SPEC, 3
    if line == "wNU" and triple[0].lower in _AREAS and last.value in _SQUARES:
        return "u", None, 1
    return None


def _which(tokens, at):
    """ "gauge 30", "9 watt"."""
    pair = tokens[at : at + 2]
    if t.kinds(pair) == "wN" and pair[0].lower in _WHICH:
        return "w", None, 2
    if t.kinds(pair) == "Nw" and pair[1].lower in _MEASURED_BY:
        return "w", SPEC, 2
    return None


def _coded(tokens):
    """How many tokens a paper's name and its code are; 0 where no code with a digit follows."""
    start = 1
    while start < len(tokens) and (tokens[start].kind in "Hk" or tokens[start].lower in _NUMBER):
        start += 1
    end = start
    while (
        end < len(tokens)
        and tokens[end].kind in "wNRHUr"
        and (end == start or _touch(tokens[end - 1 : end + 1]))
    ):
        end += 1
    code = "".join(token.text for token in tokens[start:end])
    return end if any(char.isdigit() for char in code) and tokens[start].kind != "U" else 0


def _touch(tokens):
    """ "3-core", "6-seater", "50-kg"."""
    return all(one.end == two.start for one, two in zip(tokens, tokens[1:], strict=False))
