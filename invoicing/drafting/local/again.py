"""The unit said again is its price's: "8 crates, one crate 2,400"; "60-60 rupaye" and a lone "har" are each."""

import re
from dataclasses import replace

from invoicing.drafting.history import stems
from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.fillers import is_filler
from invoicing.drafting.local.words import fold
from invoicing.drafting.local.words.verbs import is_verb_stem


def settled(tokens):
    """The tokens with an R before each unit that is said again beside a price, and E for what is meant for each."""
    tokens = _counted_last(_of_one_again(tokens))
    return _one_then_count(_noun_again(_name_again(_unit_again(_alone(_doubled(tokens))))))


def _of_one_again(tokens):
    """ "3 mistri 4 din lage, 900 roz ek mistri ka": said already by "roz" and the count."""
    match = re.search("(?<=[NM]v)NwK(?=$|[CSJ])", t.kinds(tokens))
    if not match or tokens[match.start()].value != 1:
        return tokens
    return [*tokens[: match.start()], *tokens[match.end() :]]


def _counted_last(tokens):
    """ "7,500 kwa kila safari, safari ni nne": the priced unit, and then how many of it."""
    kinds = t.kinds(tokens)
    match = re.search("(?<=[CSJ])UHN(?=$|[CSJ])", kinds)
    if not match:
        return tokens
    unit, _, count = tokens[slice(*match.span())]
    priced = {tokens[found.end() - 1].value for found in re.finditer("[NM]RU", kinds[: match.start()])}
    counted = unit.value in _counted(tokens, match.start())
    if unit.value not in priced or counted or not 0 < count.value < _MANY:
        return tokens
    return [*tokens[: match.start()], count, unit, *tokens[match.end() :]]


# More than so many is a price said twice.
_MANY = 100


def _doubled(tokens):
    """ "60-60 rupaye", "soo mbili mbili": for each one."""
    result, at = [], 0
    while at < len(tokens):
        result.append(tokens[at])
        behind = tokens[at + 1 : at + 3]
        behind = behind[1:] if t.kinds(behind[:1]) == "H" else behind[:1]
        if tokens[at].kind == "N" and t.kinds(behind) in ("N", "M") and _same_word(tokens[at], behind[0]):
            both = [tokens[at], *behind]
            result[-1] = t.merged(both, behind[0].kind, tokens[at].value, behind[0].currency)
            result.append(t.Token("E", "", behind[0].end, behind[0].end))
            at = tokens.index(behind[0], at)
        at += 1
    return result


def _same_word(one, other):
    return one.lower.split()[-1] == other.lower.split()[0] and (one.value == other.value or other.value < 10)


def _alone(tokens):
    """ "1450 रुपये प्रत्येक", "प्रत्येक 1450": without a word for what, of each."""
    kinds = t.kinds(tokens)
    ends = {match.start() for match in re.finditer(r"(?<=[NM])R(?=[CSJ]|$)", kinds)}
    ends |= {
        match.start()
        for match in re.finditer(r"(?<=[CwUN,])R(?=H?[NM])", kinds)
        if tokens[match.start()].lower in _EVERY
    }
    return [replace(token, kind="E") if at in ends else token for at, token in enumerate(tokens)]


_EVERY = frozenset(fold(word) for word in ("har", "pratyek", "kila", "every", "हर", "प्रत्येक", "kwa kila"))


def _name_again(tokens):
    """ "3 mistri 4 din, ek mistri ka 900 roz": of each one."""
    counted, result = set(), []
    for at, token in enumerate(tokens):
        begins = (
            t.kinds(tokens[at - 1 : at]) in ("", "C", "S", "H") and token.kind == "N" and token.value == 1
        )
        if (
            begins
            and re.match("wK?v?[KHA]*[NM]", t.kinds(tokens[at + 1 : at + 7]))
            and tokens[at + 1].lower in counted
        ):
            token = replace(token, kind="R")
        if (
            token.kind == "a"
            and token.lower in ("a", "an", "ek")
            and t.kinds(tokens[at - 1 : at]) in ("N", "M")
        ):
            # "3 rooms, 4,500 a room"
            named = {stem for word in counted for stem in stems(word)}
            token = replace(token, kind="R") if named & set(stems(_word(tokens, at + 1))) else token
        if token.kind == "w":
            counted.add(token.lower)
        result.append(token)
    return result


def _noun_again(tokens):
    """ "6 gallon phenyl 300 rupees gallon": per the noun that was counted."""
    kinds, result, counted = t.kinds(tokens), [], set()
    for at, token in enumerate(tokens):
        behind = at and kinds[at - 1] == "M" and kinds[at + 1 : at + 2] in ("", "C", "S", "J", "B")
        if behind and token.kind == "w" and token.lower in counted:
            result.append(t.Token("R", "", token.start, token.start))
        elif at and token.kind == "w" and kinds[at - 1] == "N":
            counted.add(token.lower)
        result.append(token)
    return result


# So many of the same: ", 6 bhej di", ", aise paanch chahiye", ", Gupta ji ko 4 kursi dene hain"
_SO_MANY = (
    r"(?=p*(?P<joint>[CJS])p*(?:w{1,2}p?o)?p*u?p*(?P<count>N)(?:(?P<again>[wU])K?)?(?P<end>[pW]*)(?:[CSJ]|$))"
)
_ONE_FIRST = re.compile(
    r"(?:^|(?<=[CSJ]))p*(?P<one>N)(?P<name>[wU](?:O?w)*)[HKAp]*(?P<price>[NM])[KBZp]*" + _SO_MANY
)
_PRICE_FIRST = re.compile(r"(?:^|(?<=[CSJ]))p*(?P<price>[NM])Z(?P<one>N)?(?P<name>w+)p*" + _SO_MANY)


def _one_then_count(tokens):
    """ "ek chair 3500 ki padti hai, 6 bhej di": what one costs, then how many."""
    line = "".join("p" if _says_nothing(token) else token.kind for token in tokens)
    match = _ONE_FIRST.search(line) or _PRICE_FIRST.search(line)
    if not match or match["one"] and tokens[match.start("one")].value != 1:
        return tokens
    name = tokens[slice(*match.span("name"))]
    if match["again"] and tokens[match.start("again")].lower not in {token.lower for token in name}:
        return tokens
    price, count = tokens[match.start("price")], tokens[match.start("count")]
    return [
        *tokens[: match.start()],
        *name,
        price,
        t.Token("E", "", price.end, price.end),
        replace(tokens[match.start("joint")], kind="C"),
        count,
        *([t.Token("W", "", count.end, count.end)] if match["end"] else []),
        *tokens[match.end("end") :],
    ]


def _says_nothing(token):
    return token.kind == "w" and (is_filler(token) or is_verb_stem(token.lower))


def _word(tokens, at):
    return tokens[at].lower if t.kinds(tokens[at : at + 1]) == "w" else ""


_AGAIN = re.compile(
    r"(?:^|(?<=[CSJH])|(?<=[CSJH]a))(?P<one>N)?(?P<unit>U)(?=[KHA]*[NM](?:[EKZCSJHp]|$|w(?:$|[CSJp])))"
)


def _unit_again(tokens):
    """ "kreti 8, kreti moja 2,400", "kilo 50, kilo ni 160", "10 bags cement, 1 bag 750"."""
    result, done = [], 0
    for match in _AGAIN.finditer(t.kinds(tokens)):
        unit = tokens[match.start("unit")]
        one = tokens[match.start("one")] if match["one"] else None
        anywhere = _counted(tokens, match.start()) | (_counted_later(tokens, match.end()) if one else set())
        if unit.value in anywhere and (one is None or one.value == 1):
            start = (one or unit).start
            result += [*tokens[done : match.start()], t.Token("R", "", start, start), unit]
            done = match.end()
    return [*result, *tokens[done:]]


def _counted_later(tokens, at):
    """The units that are counted behind `at`: "ek plate ke 250, total 60 plate"."""
    return {tokens[at + match.start(1)].value for match in re.finditer(r"N(U)", t.kinds(tokens[at:]))}


def _counted(tokens, at):
    """The units that were counted before `at` in the same sentence."""
    kinds = t.kinds(tokens)
    begin = kinds.rfind("S", 0, at) + 1
    return {tokens[begin + match.start(1)].value for match in re.finditer(r"N(U)", kinds[begin:at])}
