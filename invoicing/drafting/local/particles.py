"""Little words whose meaning depends on their neighbours: kwa, za, do, ka ek; and "magunia 10" turned round."""

import re
from dataclasses import replace
from decimal import Decimal

from invoicing.drafting.local import ones
from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.units import SIZES
from invoicing.drafting.local.words import swahili
from invoicing.drafting.local.words.verbs import is_verb_stem
from invoicing.drafting.local.words.vocabulary import fold


def idioms(tokens, vocabulary):
    """Phrases of several words that hold a numeral's word ("bana do", "kila moja"), before numbers are read."""
    result, at = [], 0
    while at < len(tokens):
        words = [token.lower if token.kind in "w" else "" for token in tokens[at : at + 7]]
        kind, count = vocabulary.kind_of(words) if words[0] else ("", 0)
        numeral = any(word in vocabulary.ones or word in vocabulary.ahead for word in words[:count])
        if _is_give(tokens, at):
            result.append(replace(tokens[at], kind="p"))
            at += 1
        elif count > 1 and numeral:
            result.append(t.merged(tokens[at : at + count], kind))
            at += count
        else:
            result.append(tokens[at])
            at += 1
    return result


def _is_give(tokens, at):
    """ "ghata do", "छूट दो": give, not two."""
    behind = t.kinds(tokens[at + 1 : at + 2])
    last = behind in ("", "m") or tokens[at + 1].text in (",", ".", "\n")
    return (
        at > 0
        and tokens[at].lower in _GIVE
        and last
        and (is_verb_stem(tokens[at - 1].lower) or tokens[at - 1].lower in _GIVEN)
    )


_GIVE = frozenset(("do", fold("दो")))
_GIVEN = frozenset(
    fold(word)
    for word in (
        "discount",
        "chhoot",
        "chut",
        "chhut",
        "bill",
        "invoice",
        "kam",
        "off",
        "छूट",
        "डिस्काउंट",
        "बिल",
        "कम",
    )
)


def settled(tokens, vocabulary):
    """The tokens with every particle decided and nothing left that says nothing."""
    if vocabulary.unit_first:
        tokens = _slang(_and_slang(ones.for_one(tokens)))
        tokens = _unit_first(_ordinals(tokens))
        tokens = [_kwa(tokens, at) for at in range(len(tokens))]
        tokens = _counted(tokens)
    if vocabulary.strong:
        tokens = ones.one_of(tokens)
        tokens = _each_of(_with_tax(ones.one_at(tokens)))
        tokens = [_genitive(tokens, at) for at in range(len(tokens))]
    return tokens


def _and_slang(tokens):
    """``thao saba na punch``: 7,500."""
    return t.merge(tokens, lambda at: _thousands_and(tokens[at : at + 3]))


def _thousands_and(three):
    more = swahili.SLANG.get(three[2].lower, 0) if t.kinds(three) == "NJw" else 0
    whole = bool(more) and three[0].value % 1000 == 0 and more < 1000
    return ("N", three[0].value + more, 3) if whole and not three[0].text.isdigit() else None


def _slang(tokens):
    """``punch`` is 500 where only a price can stand: "@ punch", "kwa punch", "punch kila moja"."""
    result = list(tokens)
    for at, token in enumerate(tokens):
        value = swahili.SLANG.get(token.lower) if token.kind == "w" else None
        before, behind = t.kinds(tokens[max(at - 1, 0) : at]), t.kinds(tokens[at + 1 : at + 2])
        lone = (
            before == "K"
            # "milango 8 ya mbao" are of wood
            and (token.lower != "mbao" or tokens[at - 1].lower == "za")
            and not any(other.kind in "NM" for other in tokens[at + 1 :])
        )
        said = before == "H" and behind in ("", "C", "S", "J")
        if value and (before in ("A", "f") or lone or said or behind in ("E", "R", "$")):
            result[at] = replace(token, kind="N", value=Decimal(value))
    return result


def _ordinals(tokens):
    """``muhula wa tatu``: the third term, not three of it."""
    return t.merge(tokens, lambda at: _ordinal(tokens, at))


def _ordinal(tokens, at):
    pair = tokens[at : at + 2]
    if (
        t.kinds(pair) != "KN"
        or pair[0].lower not in _OF
        or pair[1].text.isdigit()
        or pair[1].value > _LAST_ORDINAL
    ):
        return None
    return ("w", None, 2) if t.kinds(tokens[at - 1 : at]) == "w" else None


_LAST_ORDINAL = 12


def _unit_first(tokens):
    """``magunia 10`` -> 10 magunia; the same unit again is its price's: "mfuko 750" -> per mfuko 750."""
    result, at, counted = [], 0, ""
    while at < len(tokens):
        token, following = tokens[at], tokens[at + 1 : at + 2]
        before = result[-1].kind if result else ""
        counts = token.kind == "U" and following and following[0].kind == "N" and before not in ("R", "N")
        if counts and t.kinds(tokens[at + 2 : at + 3]) == "U" and tokens[at + 2].value != token.value:
            counts = False
        if counts and before == "f" and t.kinds(tokens[at + 2 : at + 3]) not in ("", "C", "S", "J"):
            # "kwa mfuko 750 na": per bag
            counts = counted != token.value
        # "..., alipe ndani ya miezi 2": how long, and no price of a month.
        lasts = bool(re.search("[icqb]K?$", t.kinds(result[-2:])))
        if counts and counted == token.value and not lasts:
            result += [_per(token), token]
            # "kreti moja 2,400"
            at += 2 if following[0].value == 1 and re.match("H?[NM]", t.kinds(tokens[at + 2 : at + 4])) else 1
        elif counts:
            counted = token.value
            result += [replace(following[0]), token]
            at += 2
        else:
            said = t.kinds(result)
            priced = "A" in said[max(said.rfind(mark) for mark in "CSJ") + 1 :]
            if token.kind == "N" and following and following[0].kind == "U" and not priced:
                counted = following[0].value
            counted = "" if token.kind in "SJw" and token.kind != "w" else counted
            result.append(token)
            at += 1
    return result


def _counted(tokens):
    """``viti 4``: the noun stands before its count; nobody sells for 4 shillings."""
    result = []
    for at, token in enumerate(tokens):
        result.append(token)
        alone = token.kind == "N" and t.kinds(tokens[at + 1 : at + 2]) in (
            "",
            "C",
            "S",
            "J",
            "F",
            "T",
            "A",
            "E",
            "R",
            "k",
        )
        few = alone and 0 <= token.value < _LEAST_PRICE and t.kinds(tokens[max(at - 1, 0) : at]) == "w"
        if few and not t.kinds(tokens[at + 1 : at + 2]).strip("CSJk"):
            result.append(t.Token("W", "", token.end, token.end))
    return result


_LEAST_PRICE = 50


def _per(token):
    return t.Token("R", "", token.start, token.start)


def _kwa(tokens, at):
    """kwa: per a unit ("elfu nane kwa mwezi"), else for ("kwa siku mbili", "kwa 500")."""
    token, behind = tokens[at], t.kinds(tokens[at + 1 : at + 3])
    if token.kind != "f":
        return token
    return replace(token, kind="R" if behind[:1] == "U" else "F" if behind[:1] in "NM$" or behind else "p")


def _with_tax(tokens):
    """``pamoja na VAT``: the tax is inside."""
    inside = [
        token.lower == "pamoja na" and t.kinds(tokens[at + 1 : at + 3]).lstrip("P")[:1] == "V"
        for at, token in enumerate(tokens)
    ]
    return [replace(token, kind="g") if yes else token for token, yes in zip(tokens, inside, strict=True)]


def _each_of(tokens):
    """``4 pankhe har pankha 1450``: "har" and "kila" begin the price, so a comma is heard before them."""
    result = []
    for at, token in enumerate(tokens):
        if token.kind == "R" and token.lower in _EVERY and t.kinds(tokens[at + 1 : at + 3]) in ("wN", "wM"):
            result.append(t.Token(",", "", token.start, token.start))
        result.append(token)
    return result


_EVERY = frozenset(fold(word) for word in ("har", "prati", "kila", "kwa kila", "हर", "प्रति"))


def _genitive(tokens, at):
    """za, ya, vya between a count and a number: at ("T-shirts 30 za soo tano"); before a number only: of."""
    token = tokens[at]
    if token.kind != "K" or token.lower not in _OF or t.kinds(tokens[at + 1 : at + 2]) not in ("N", "M"):
        return token
    if t.kinds(tokens[at + 1 : at + 3]) == "NU" and tokens[at + 2].value in SIZES:
        # "makopo 8 ya lita 4"
        return replace(token, kind="O")
    before = t.kinds(tokens[:at])
    clause = before[max(before.rfind(mark) for mark in "CSJ") + 1 :]
    return replace(token, kind="A" if clause[-1:] in ("N", "U") and "N" in clause else "O")


_OF = frozenset(("ya", "za", "wa", "la", "cha", "vya"))
