"""A sentence's tokens without those that say nothing ("please", "bana do")."""

import re

from invoicing.drafting.local import tokens as t

# Saying one of these twice in a row says nothing more; long runs would only cost time.
_ONCE = "aHOhCSq"


def without(text, vocabulary):
    """The tokens of `text` that say something."""
    tokens = [token for token in t.tokenise(text, vocabulary) if token.kind != "p"]
    return _without_as_usual(
        [
            token
            for at, token in enumerate(tokens)
            if token.kind not in _ONCE or t.kinds(tokens[at - 1 : at]) != token.kind or _is_minus(tokens, at)
        ]
    )


def _is_minus(tokens, at):
    """The dash of "buckets: -3"."""
    behind = tokens[at + 1 : at + 2]
    return tokens[at].text == "-" and t.kinds(behind) == "N" and behind[0].start == tokens[at].end


def _without_as_usual(tokens):
    """ "mkaa magunia 8 kama kawaida": a counted thing's price is the usual one; no bill is copied."""
    kinds = t.kinds(tokens)
    usual = {match.end() - 1 for match in re.finditer(r"(?:w+NU?|Nw+|NUw+|w+NW)L(?=C?$|[CSJ])", kinds)}
    return [token for at, token in enumerate(tokens) if at not in usual]
