"""Words that name nothing that is sold: who asks, what was agreed, and the paper itself."""

import re

from invoicing.drafting.local.words import fold, lexicon

_TABLES = lexicon.tables("fillers")
_CHAT, _PAPER, ANY_WORK, PARTS_OF_WORK, UNSETTLED, PREFACES = (
    frozenset(fold(word) for word in _TABLES[name])
    for name in ("chat", "paper", "work", "parts", "unsettled", "prefaces")
)


_TALK = _CHAT | _PAPER


def is_filler(token):
    return token.kind == "w" and token.lower in _TALK


def are_fillers(tokens):
    """Whether nothing in `tokens` names anything."""
    return all(is_filler(token) or token.kind not in "wUV" for token in tokens)


def trimmed(tokens):
    """A name without the talk at its ends: "same customer wants layers mash"; nothing if it is all talk."""
    if all(is_filler(token) or token.kind == "d" for token in tokens):
        return []
    first = next(at for at, token in enumerate(tokens) if not is_filler(token))
    if not any(token.lower in _CHAT for token in tokens[:first]):
        first = 0
    last = len(tokens)
    while last - first > 2 and _for_whom(tokens[:last]):
        last -= _for_whom(tokens[:last])
    while tokens[last - 1].lower in _CHAT and tokens[last - 1].kind == "w":
        last -= 1
    return tokens[first:last]


def _for_whom(tokens):
    """How many tokens at the end only say for whom it is ("for the client")."""
    match = re.search("Fa*w$", "".join(token.kind for token in tokens))
    return len(match[0]) if match and is_filler(tokens[-1]) else 0
