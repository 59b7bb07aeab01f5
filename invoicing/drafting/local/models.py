"""Numbers that belong to a name: "HP 1020 repair", "20 HDMI 2.0 cables", "Probox 2014 service"."""

from dataclasses import replace

from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.fillers import is_filler

_ENDS = "CSJ"


def named(tokens):
    """Such a number becomes a word, where its clause has another one that can be price or count."""
    shouted = not any(char.islower() for token in tokens for char in token.text)
    return [
        replace(token, kind="w") if _is_model(tokens, at, shouted=shouted) else token
        for at, token in enumerate(tokens)
    ]


def _is_model(tokens, at, *, shouted):
    near = [*tokens[max(at - 1, 0) : at], *tokens[at + 1 : at + 2]]
    if tokens[at].kind != "N" or t.kinds(near) != "ww" or any(map(is_filler, near)):
        return False
    text, others = tokens[at].text, _others(tokens, at)
    year = text.isdigit() and 1980 <= int(text) < 2100
    version = "." in text and len(text) < 5
    name = near[0].text
    # "HP 1020", "iPhone 13"
    brand = (
        not shouted and name.isascii() and text.isdigit() and (name.isupper() or name[1:] != name[1:].lower())
    )
    # "Toyota 2018 service 8,500": so many, or of that year? With a count beside, of that year.
    return bool(others > 1 and year or others and (version or brand))


def _others(tokens, at):
    """How many other numbers its clause has."""
    first = max((here + 1 for here in range(at) if tokens[here].kind in _ENDS), default=0)
    last = next((here for here in range(at, len(tokens)) if tokens[here].kind in _ENDS), len(tokens))
    return sum(token.kind in "NM" for here, token in enumerate(tokens[first:last], first) if here != at)
