"""How often and how long: "3 sessions a week for 4 weeks" are 12; "2 visits a month at 5,000 a month" is a name."""

import re
from dataclasses import replace

from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.units import TIME
from invoicing.drafting.local.words import fold

# "3 sessions a week", "2 litres daily", "3 times a week"; "daily 2 litres", "kila siku lita 10"
_RULES = (
    re.compile(r"(?P<many>N)(?P<what>[Uw])(?:Ra?|a)(?P<per>U)(?!B)|(?P<many2>N)(?P<what2>[Uw])(?P<per2>v)"),
    re.compile(r"(?<![NM])(?:R(?P<per>U)|(?P<per2>v))[CH]?(?P<many>N)(?P<what>[Uw])(?!R|aU|B)"),
)
_ONCE = {"once": 1, "twice": 2, "thrice": 3}
_TIMES = frozenset(fold(word) for word in ("times", "time", "baar", "bar", "बार", "mara"))


def folded(tokens):
    """The tokens with each frequency multiplied by its duration, or made a part of the name."""
    tokens = _counted(tokens)
    for rule in _RULES:
        at = 0
        while match := rule.search(t.kinds(tokens), at):
            at = match.end()
            if _is_pace(tokens, match):
                tokens = _multiplied(tokens, match)
    return tokens


def _counted(tokens):
    """ "twice a week" is 2 times a week."""
    result = []
    for at, token in enumerate(tokens):
        behind = t.kinds(tokens[at + 1 : at + 3])
        if token.lower in _ONCE and (behind in ("aU", "RU") or behind[:1] == "v"):
            result += [
                replace(token, kind="N", value=_ONCE[token.lower]),
                t.Token("w", "times", token.end, token.end),
            ]
        else:
            result.append(token)
    return result


def _is_pace(tokens, match):
    what, per = tokens[_at(match, "what")], tokens[_at(match, "per")]
    if what.kind == "w" and match.re is _RULES[0]:
        return what.lower in _TIMES
    return per.value in TIME and what.value != per.value


def _at(match, name):
    return match.start(name) if match.groupdict().get(name) else match.start(f"{name}2")


def _multiplied(tokens, match):
    per = tokens[_at(match, "per")].value
    span = _duration(tokens, match, per)
    if span is None:
        return _unclear(tokens, match, per)
    many, what = tokens[_at(match, "many")], tokens[_at(match, "what")]
    length = next(token for token in tokens[slice(*span)] if token.kind == "N")
    days = 7 if per == "day" and "week" in t.unit_values(tokens[slice(*span)]) else 1
    if _is_billed(tokens, match, per):
        if what.kind == "w":
            # "2 guards for 30 days at 700 per day": of each?
            return tokens
        named = t.merged(tokens[slice(*match.span())], "w")
        return [*tokens[: match.start()], named, *tokens[match.end() :]]
    whole = [
        replace(many, value=many.value * length.value * days),
        replace(what, kind="W") if what.lower in _TIMES else what,
    ]
    gone = set(range(*span)) | set(range(*match.span()))
    result = []
    for at, token in enumerate(tokens):
        result += whole if at == match.start() else []
        result += [] if at in gone else [token]
    return result


PACE = "pace"


def _unclear(tokens, match, per):
    """ "2 litres daily" and no word for how long: the days are asked, where nothing costs so much a day."""
    at = _at(match, "per")
    if tokens[_at(match, "what")].kind != "U" or _is_billed(tokens, match, per):
        return tokens
    return [*tokens[:at], replace(tokens[at], kind="w", value=PACE), *tokens[at + 1 :]]


def _duration(tokens, match, per):
    """Where "for 4 weeks" stands, in the same sentence; behind the frequency or before it."""
    kinds = t.kinds(tokens)
    begin, end = kinds.rfind("S", 0, match.start()) + 1, kinds.find("S", match.end())
    found = [
        row.span()
        for row in re.finditer(r"[FiC]{0,2}NU(?!R|aU|v|B)", kinds[: end if end >= 0 else None])
        if row.start() >= begin
        and tokens[row.end() - 1].value in (per, "week" if per == "day" else per)
        and not (row.start() < match.end() and match.start() < row.end())
        and kinds[row.start() - 1 : row.start()] not in ("A", "$")
    ]
    behind = [span for span in found if span[0] >= match.end()]
    return (behind or found[::-1] or [None])[0]


def _is_billed(tokens, match, per):
    """Whether something costs so much a week: then the weeks count."""
    kinds = t.kinds(tokens)
    rows = re.finditer(r"[NM](?:[RKa]{0,2}(U)B?|(v))|A[RKa]{0,2}(U)", kinds)
    return any(
        tokens[row.end() - 1 if row[2] or row[3] else row.start(1)].value == per
        for row in rows
        if row.end() <= match.start() or row.start() >= match.end()
        if kinds[row.start()] == "M" or kinds[row.start() : row.end()] not in ("NU",)
    )
