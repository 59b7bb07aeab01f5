"""The number that was taken back: "not 6 but 8", "12 hours instead of 10", "10 nahi 12", "si tano ni saba"."""

import re
from dataclasses import replace

from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.words import fold

# What denies the number behind it, and what denies the one before it.
_NOT = frozenset(("not", "si", "sio"))


def settled(tokens):
    """The tokens without numbers that the same breath replaces; what stays unclear stays as it is."""
    tokens = _denied_first([_removing(tokens, at) for at in range(len(tokens))])
    tokens = _asked_anew(_with_its_marker(tokens))
    for rule in (_FIRST, _INSTEAD, _IN_PLACE, _NO):
        while match := rule.search(t.kinds(tokens)):
            gone = match.span("gone")
            if (
                rule is _NO
                and not _same_unit(tokens, match)
                or rule is _INSTEAD
                and _is_behind(tokens[gone[0]])
            ):
                break
            tokens = _marked(tokens, gone[0], gone[1], behind=rule is not _INSTEAD)
    return tokens


def _is_behind(token):
    """ "12 ki jagah 14": in place of what stands before it."""
    return token.lower.split()[0] in ("ki", "ke", "की", "के")


def _marked(tokens, start, end, *, behind):
    """Without what was denied; the number that counts remembers it."""
    denied = _value(tokens[start:end])
    left = [*tokens[:start], *tokens[end:]]
    near = range(start, len(left)) if behind else range(start - 1, -1, -1)
    at = next((at for at in near if left[at].kind in "NM"), None)
    if at is not None:
        left[at] = replace(left[at], denied=denied)
    return left


def _with_its_marker(tokens):
    """ "badilisha bei iwe 250": the price is changed, so the marker stays with its number."""
    kinds = t.kinds(tokens)
    gone = {at for match in re.finditer("(?<=A)k+(?=[aH]*[NM])", kinds) for at in range(*match.span())}
    return [token for at, token in enumerate(tokens) if at not in gone]


def _asked_anew(tokens):
    """ "..., 14 kar do", "..., rate 375 karo": make it so many."""
    result = []
    for at, token in enumerate(tokens):
        if result and result[-1].kind in "CS" and _ANEW.match(t.kinds(tokens[at : at + 4])):
            end = at + _ANEW.match(t.kinds(tokens[at : at + 4])).end() - 1
            if tokens[end].lower.split()[0] in _DO:
                result.append(t.Token("k", "", token.start, token.start))
        result.append(token)
    return result


_ANEW = re.compile("A?NU?p")
_DO = frozenset(fold(word) for word in ("kar", "karo", "karna", "kardo", "rakho", "rakh", "कर", "करो", "रखो"))


# s instead of, k no: "12 hours instead of 10", "10 ki jagah 12", "6 bori nahi 8 bori"
_INSTEAD = re.compile(r"(?<=[NMUwEp])(?P<gone>s[aH]*[NM]U?)(?=$|[CSJHKAERBTi])")
_FIRST = re.compile(r"(?:^|(?<=[CSJ]))(?P<gone>s[aH]*NU?C?)(?=k*[aH]*[NM])")
_IN_PLACE = re.compile(r"(?P<gone>[NM]U?s)(?=a*[NM])")
_NO = re.compile(r"(?:^|(?<=[CSJHpw]))(?P<gone>NU?W?,?[C]?k+)(?=NU?)")
_BUT = re.compile(r"[NM][Uw]{0,2}[CH]*(?:k|H)(?=[aH]*[NM])")


def _removing(tokens, at):
    """j removes a thing where a clause begins or ends: "drop the fans", "pankhe hatao"; else it is a word."""
    if tokens[at].kind != "j":
        return tokens[at]
    begins = t.kinds(tokens[max(at - 1, 0) : at]) in ("", *"CSJkHp") and re.match(
        "a*w", t.kinds(tokens[at + 1 : at + 4])
    )
    ends = t.kinds(tokens[max(at - 1, 0) : at]) in ("w", "K") and t.kinds(tokens[at + 1 : at + 2]) in (
        "",
        *"CS",
    )
    return tokens[at] if begins or ends else replace(tokens[at], kind="w")


def _denied_first(tokens):
    for at, token in enumerate(tokens):
        match = _BUT.match(t.kinds(tokens), at + 1) if token.lower in _NOT else None
        if match:
            return _marked(tokens, at, match.end(), behind=True)
    return _denied_behind(tokens)


def _denied_behind(tokens):
    """ "5 fans, not 4, at 1450": the number that is denied stands behind the one that counts."""
    for at, token in enumerate(tokens):
        match = _NUMBER.match(t.kinds(tokens), at + 1) if token.lower in _NOT else None
        if not match:
            continue
        said = {other.value for other in tokens[:at] if other.kind in "NM"}
        counted = t.unit_values(tokens[:at]) & t.unit_values(tokens[at + 1 : match.end()]) if match else set()
        if match and (
            counted or _SAID.search(t.kinds(tokens[:at])) or _value(tokens[at + 1 : match.end()]) in said
        ):
            start = at - (t.kinds(tokens[at - 1 : at]) in ("C", "H"))
            return _marked(tokens, start, match.end(), behind=False)
    return tokens


def _value(tokens):
    return next(token.value for token in tokens if token.kind in "NM")


_NUMBER = re.compile(r"a?[NM]U?(?=[CSJHA]|$)")
_SAID = re.compile(r"(?:N[wU]+|(?:^|[CSJkH])N)[CH]?$")


def _same_unit(tokens, match):
    """ "6 bori nahi 8 bori" replaces a count; "5 bori nahi 300 rupaye" changes something else."""
    before = [token.value for token in tokens[slice(*match.span("gone"))] if token.kind == "U"]
    behind = [token.value for token in tokens[match.end() : match.end() + 2] if token.kind == "U"]
    return not before or not behind or before == behind
