"""Neighbours that are one thing: a number and its currency, its per cent, what it specifies."""

import re
from dataclasses import replace

from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.words import fold


def money(tokens):
    """A number beside a currency is money; a currency alone says nothing."""
    result = []
    for at, token in enumerate(tokens):
        before = result[-1] if result else None
        # "viti 35 KES 750": of the number behind it.
        ahead = token.lower.rstrip(".") in _LEADS and t.kinds(tokens[at + 1 : at + 2]) == "N"
        if token.kind == "$" and before and before.kind in "NM" and not ahead:
            result[-1] = t.merged([before, token], "M", before.value, before.currency or token.currency)
        elif token.kind == "N" and before and before.kind == "$":
            result[-1] = t.merged([before, token], "M", token.value, before.currency)
        else:
            result.append(token)
    return result


_LEADS = frozenset(
    (
        "kes",
        "ksh",
        "kshs",
        "sh",
        "shs",
        "rs",
        "inr",
        "usd",
        "$",
        "₹",
        "€",
        "£",
        "us$",
        "eur",
        "shilingi",
        "रु",
        "ugx",
        "tzs",
        "aed",
    )
)


def said_to_be(tokens):
    """ "each bag is 640": between a thing and its price the verb says nothing."""
    return [
        replace(token, kind="H")
        if token.kind == "w" and token.lower in _IS and t.kinds(tokens[at + 1 : at + 2]) in ("N", "M")
        else token
        for at, token in enumerate(tokens)
    ]


_IS = frozenset(("is", "are", "was", "were", "costs", "cost"))


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
        "taka",
        "takka",
        "pratishat",
        "feesdi",
        "fisdi",
        "प्रतिशत",
        "फीसदी",
        "परसेंट",
    )
)


def told_first(tokens):
    """ "18,000, that is for the rent", "thao 15 ndio bei ya website": a sum, and then what it is for."""
    result, at = [], 0
    while at < len(tokens):
        begins = tokens[at].lower.split(" ")[0] in _BEGINS
        match = begins and _THAT_IS.match(" ".join(token.lower for token in tokens[at : at + 5]))
        words = _words_of(match.end(), tokens[at : at + 5]) if match else 0
        if words and re.search(r"(?:^|[CSJ])[aHT]*[NM][CH]?$", "".join(token.kind for token in result)):
            result = result[:-1] if result[-1].kind in "CH" else result
            result.append(t.merged(tokens[at : at + words], "F"))
            at += words
        else:
            result.append(tokens[at])
            at += 1
    return result


def _words_of(length, tokens):
    """How many of `tokens` make a phrase of so many letters; 0 where it ends inside of one."""
    lengths = [len(" ".join(token.lower for token in tokens[:count])) for count in range(1, len(tokens) + 1)]
    return lengths.index(length) + 1 if length in lengths else 0


_BEGINS = frozenset(
    (
        "that",
        "this",
        "it",
        "that's",
        "that’s",
        "it's",
        "it’s",
        "hiyo",
        "hii",
        "ndio",
        "ndiyo",
        "ni",
        "ye",
        "yeh",
        "yah",
        "wo",
    )
)
_THAT_IS = re.compile(
    r"(?:(?:that|this|it) is(?: for)?|(?:that's|that’s|it's|it’s)(?: for)?|hiyo ni(?: ya)?|hii ni(?: ya)?"
    r"|ndi[yo]?o? bei ya(?: hiyo)?|ni bei ya|ni ya"
    r"|(?:ye|yeh|yah|wo) (?:rate|bhav|paisa)? ?hai)(?= )"
)


def counted_in_all(tokens):
    """ "total 60 plates": so many, not so much."""
    kinds = t.kinds(tokens)
    return [
        replace(token, kind="u") if token.kind == "T" and re.match("NU(?![RaNM])", kinds[at + 1 :]) else token
        for at, token in enumerate(tokens)
    ]


def charged(tokens):
    """ "hourly charge 6,000", "we charge 3,500 a month": a rate, and its unit."""
    kinds = t.kinds(tokens)
    return [
        replace(token, kind="A")
        if token.lower in _CHARGES
        and (
            kinds[at - 1 : at] == "v"
            and re.match("[aH]*[NM]", kinds[at + 1 :])
            or (at and kinds[at - 1] in "CS" or tokens[at - 1].lower in _WE)
            and re.match("[aH]*[NM][aR]a?U", kinds[at + 1 :])
        )
        else token
        for at, token in enumerate(tokens)
    ]


_WE = frozenset(("we", "i"))
_CHARGES = frozenset(("charge", "charges", "fee", "fees", "wage", "wages", "cost", "price"))


def worth(tokens):
    """ "3 units of $120": at that price each."""
    kinds = t.kinds(tokens)
    return [
        replace(token, kind="A")
        if token.kind == "O" and re.search("N[Uw]+$", kinds[:at]) and kinds[at + 1 : at + 2] == "M"
        else token
        for at, token in enumerate(tokens)
    ]


_MORE = frozenset(("extra", "more", "additional", "zaidi"))


def per_named(tokens):
    """ "each lorry 28,000", "each bag 500": of each, so per; "1 extra visit" is a visit."""
    result = []
    for at, token in enumerate(tokens):
        if token.lower in _MORE and t.kinds(result[-1:]) == "N" and t.kinds(tokens[at + 1 : at + 2]) == "U":
            continue
        ahead = t.kinds(tokens[at + 1 : at + 5])
        if (
            token.lower in ("each", "for each")
            and re.match("U(?:[CSJ]|$)", ahead)
            and t.kinds(result[-1:]) in ("N", "M")
        ):
            # "9,500 for each month"
            token = replace(token, kind="R")
        behind_number = bool(result) and result[-1].kind in "NMPU"
        if token.lower == "each" and re.match("[Uw][aAHK]{0,2}[NM]", ahead) and not behind_number:
            token = replace(token, kind="R")
        result.append(token)
    return result
