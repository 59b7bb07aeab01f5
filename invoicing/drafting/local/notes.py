"""What stands in brackets and only explains: "10 packets (12 pcs each) of biscuits @ 110 per packet"."""

import re
from dataclasses import replace

from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.fillers import is_filler
from invoicing.drafting.local.specs import PAPER

_ENDS = "CSJ"


_REASONS = frozenset(("because", "since", "kyunki", "kyonki", "क्योंकि", "sababu", "kwasababu", "kwani"))


def unreasoned(tokens):
    """Without the reason that somebody gives, to the end of its clause: "because one is scratched"."""
    result, skipping = [], False
    for token in tokens:
        skipping = token.kind not in _ENDS and (skipping or token.lower in _REASONS)
        result += [] if skipping else [token]
    return result


def paid_apart(tokens):
    """ "(20,000 received in cash)": a clause of its own."""
    for first, token in enumerate(tokens):
        if token.text != "(":
            continue
        last = next((at for at in range(first, len(tokens)) if tokens[at].text == ")"), len(tokens))
        if any(other.kind in "yDk" for other in tokens[first:last]):
            rest = [replace(tokens[last], kind="C")] if last < len(tokens) else []
            return [
                *tokens[:first],
                replace(token, kind="C"),
                *tokens[first + 1 : last],
                *rest,
                *tokens[last + 1 :],
            ]
    return tokens


def untold(tokens):
    """Without brackets that tell what happened and hold no number: "(came back defective)"."""
    result, at = [], 0
    while at < len(tokens):
        inside = _TOLD.match(t.kinds(tokens[at:])) if tokens[at].text == "(" else None
        if inside and tokens[at + inside.end() - 1].text == ")" and is_filler(tokens[at + 1]):
            at += inside.end()
        else:
            result.append(tokens[at])
            at += 1
    return result


_TOLD = re.compile("Hw[wioae]+H")


def numbered(tokens):
    """Without the brackets around a paper's number: "(PO 889)"."""
    kinds = "".join(
        "#"
        if token.value == PAPER
        else "("
        if token.text == "("
        else ")"
        if token.text == ")"
        else token.kind
        for token in tokens
    )
    while match := re.search(r"\([aHw]*#[^CSJNM()]*\)", kinds):
        tokens, kinds = (
            tokens[: match.start()] + tokens[match.end() :],
            kinds[: match.start()] + kinds[match.end() :],
        )
    return tokens


def folded(tokens):
    """Brackets whose clause has its count and its rate outside of them become one word of the name."""
    for first, token in enumerate(tokens):
        if token.text != "(" or token.kind == "C":
            continue
        last = next((at for at in range(first, len(tokens)) if tokens[at].text == ")"), None)
        if last is None:
            return tokens
        inside = tokens[first + 1 : last]
        if _counts(inside) and _counts(_before(tokens, first)) + _counts(_behind(tokens, last)) > 1:
            note = t.merged(tokens[first : last + 1], "w")
            return [*tokens[:first], note, *folded(tokens[last + 1 :])]
    return tokens


def _before(tokens, first):
    begin = next((at for at in range(first - 1, -1, -1) if tokens[at].kind in _ENDS), -1)
    return tokens[begin + 1 : first]


def _behind(tokens, last):
    end = next((at for at in range(last + 1, len(tokens)) if tokens[at].kind in f"{_ENDS}qbi"), len(tokens))
    return tokens[last + 1 : end]


def _counts(tokens):
    return sum(token.kind in "NM" for token in tokens)
