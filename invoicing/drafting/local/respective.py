"""Prices told behind all the things: "6 barrows and 15 spades, 3,200 and 280 apiece respectively"."""

import re

from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.words import fold

_WORDS = frozenset(fold(word) for word in ("respectively", "mtawalia", "kramashah", "क्रमशः"))
_PRICES = re.compile(r"[AHC]*(?P<prices>[NM](?:E?[CJ]+[NM])+)E?$")
_THING = re.compile(r"[aHO]*N[^CSJNM]*w[^CSJNM]*$|[aHO]*w[^CSJNM]*N[UW]?$")


def dealt(tokens):
    """The tokens with each price behind its thing, where there is one for each."""
    last = next((at for at, token in enumerate(tokens) if token.lower in _WORDS), None)
    match = _PRICES.search(t.kinds(tokens[:last])) if last else None
    if not match:
        return tokens
    prices = [token for token in tokens[match.start("prices") : match.end("prices")] if token.kind in "NM"]
    begin = t.kinds(tokens[: match.start()]).rfind("S") + 1
    things = _parts(tokens[begin : match.start()])
    if len(things) != len(prices) or not all(_THING.match(t.kinds(thing)) for thing in things):
        return tokens
    told = []
    for thing, price in zip(things, prices, strict=True):
        at = thing[-1].end
        told += [*thing, t.Token("A", "", at, at), price, t.Token("E", "", at, at), t.Token("C", "", at, at)]
    return [*tokens[:begin], *told, *tokens[last + 1 :]]


def _parts(tokens):
    parts = [[]]
    for token in tokens:
        if token.kind in "CJ":
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]
