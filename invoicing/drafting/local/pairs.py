"""Neighbours that are one thing: a number and its currency, its per cent, what it specifies."""

from dataclasses import replace

from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.units import TIME
from invoicing.drafting.local.words import fold


def money(tokens):
    """A number beside a currency is money; a currency alone says nothing."""
    result = []
    for token in tokens:
        before = result[-1] if result else None
        if token.kind == "$" and before and before.kind in "NM":
            result[-1] = t.merged([before, token], "M", before.value, before.currency or token.currency)
        elif token.kind == "N" and before and before.kind == "$":
            result[-1] = t.merged([before, token], "M", token.value, before.currency)
        else:
            result.append(token)
    return result


def percent(tokens):
    """``10 %`` and ``10 per cent``."""
    return t.merge(tokens, lambda at: _share(tokens, at))


def _share(tokens, at):
    behind = [token.lower for token in tokens[at + 1 : at + 3]]
    if tokens[at].lower == "asilimia" and t.kinds(tokens[at + 1 : at + 2]) == "N":
        return "P", tokens[at + 1].value, 2
    if tokens[at].kind != "N" or not behind:
        return None
    count = 2 if behind[0] in _PERCENT else 3 if behind == ["per", "cent"] else 0
    return ("P", tokens[at].value, count) if count else None


_PERCENT = frozenset(
    fold(word)
    for word in (
        "%",
        "percent",
        "pct",
        "parcent",
        "persent",
        "pratishat",
        "feesdi",
        "fisdi",
        "प्रतिशत",
        "फीसदी",
        "परसेंट",
    )
)


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
    if len(triple) == 3 and t.kinds(pair) == "NU" and triple[2].lower in _PROMISED:
        return "w", None, 3
    if (
        len(triple) == 3
        and t.kinds(triple) in ("NHw", "NHU")
        and _touch(triple)
        and triple[2].value not in TIME
    ):
        return "w", None, 3
    if [token.kind for token in pair] == ["w", "N"] and pair[0].lower in _WHICH:
        return "w", None, 2
    if [token.kind for token in pair] == ["N", "w"] and pair[1].lower in _MEASURED_BY:
        return "w", None, 2
    return None


def _touch(tokens):
    """ "3-core", "6-seater", "50-kg"."""
    return all(one.end == two.start for one, two in zip(tokens, tokens[1:], strict=False))


# "shop no. 14", "1 year warranty"
_PLACES = frozenset(
    (
        "shop",
        "house",
        "plot",
        "flat",
        "room",
        "stall",
        "gate",
        "block",
        "apartment",
        "office",
        "unit",
        "vehicle",
        "duka",
        "nyumba",
        "chumba",
        "dukaan",
        "makan",
        "kamra",
    )
)
_NUMBER = frozenset(("no", "nos", "number", "namba", "nambari", "num", "#"))
_PROMISED = frozenset(
    ("warranty", "guarantee", "guaranty", "validity", "experience", "warrantee", "waranti", "garantee")
)
_WHICH = frozenset(("gauge", "geji", "size", "saizi", "grade", "gej", "गेज", "साइज"))
_MEASURED_BY = frozenset(
    (
        "watt",
        "watts",
        "w",
        "mm",
        "volt",
        "volts",
        "gsm",
        "gb",
        "tb",
        "mp",
        "hp",
        "kva",
        "amp",
        "ah",
        "वाट",
        "mah",
        "ton's",
        *(
            "seater",
            "seaters",
            "tier",
            "tiers",
            "core",
            "cores",
            "ply",
            "star",
            "pin",
            "phase",
            "burner",
            "wheeler",
        ),
        *("bhk", "stroke", "channel", "bedroom", "storey", "layer", "lane"),
    )
)


_MORE = frozenset(("extra", "more", "additional", "zaidi"))


def per_named(tokens):
    """ "each lorry 28,000", "each bag 500": of each, so per; "1 extra visit" is a visit."""
    result = []
    for at, token in enumerate(tokens):
        if token.lower in _MORE and t.kinds(result[-1:]) == "N" and t.kinds(tokens[at + 1 : at + 2]) == "U":
            continue
        ahead = t.kinds(tokens[at + 1 : at + 3])
        behind_number = bool(result) and result[-1].kind in "NMPU"
        if (
            token.lower == "each"
            and ahead[:1] in ("U", "w")
            and ahead[1:] in ("N", "M")
            and not behind_number
        ):
            token = replace(token, kind="R")
        result.append(token)
    return result
