"""Words that name nothing that is sold: who asks, what was agreed, and the paper itself."""

import re

from invoicing.drafting.local.words import fold, lexicon
from invoicing.drafting.local.words.verbs import is_verb

_TABLES = lexicon.tables("fillers")
_CHAT, _PAPER, ANY_WORK, PARTS_OF_WORK, UNSETTLED, PREFACES, _WANTED = (
    frozenset(fold(word) for word in _TABLES[name])
    for name in ("chat", "paper", "work", "parts", "unsettled", "prefaces", "wanted")
)


_TALK = _CHAT | _PAPER


def is_filler(token):
    return token.kind == "w" and (token.lower in _TALK or is_verb(token.lower))


def is_paper_word(token):
    """ "invoice", "customer", "mteja"."""
    return token.kind == "w" and token.lower in _PAPER


def tells(tokens):
    """Whether somebody tells something ("he is a regular"): a verb or a pronoun, and nothing that is wanted."""
    words = {token.lower for token in tokens if token.kind == "w"}
    return not words & _WANTED and any(word in _CHAT or is_verb(word) for word in words)


def are_fillers(tokens):
    """Whether nothing in `tokens` names anything."""
    return all(is_filler(token) or token.kind not in "wUV" for token in tokens)


def trimmed(tokens):
    """A name without the talk at its ends: "same customer wants layers mash"; nothing if it is all talk."""
    if all(is_filler(token) or token.kind == "d" for token in tokens):
        return []
    first = next(at for at, token in enumerate(tokens) if not is_filler(token))
    if not any(_chats(token) for token in tokens[:first]):
        first = 0
    last = len(tokens)
    while last - first > 2 and _for_whom(tokens[:last]):
        last -= _for_whom(tokens[:last])
    while _chats(tokens[last - 1]):
        last -= 1
    return tokens[first:last]


def _chats(token):
    return token.kind == "w" and (token.lower in _CHAT or is_verb(token.lower))


def _for_whom(tokens):
    """How many tokens at the end only say for whom it is ("for the client")."""
    match = re.search("Fa*w$", "".join(token.kind for token in tokens))
    return len(match[0]) if match and is_filler(tokens[-1]) else 0
