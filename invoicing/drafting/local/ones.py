"""What one costs: "ek 4500 ka", "450 ka ek", "pankha 1450 ka, 4 nag", "viti 12, moja ni 375"."""

import re
from dataclasses import replace

from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.words.vocabulary import fold

_EK = frozenset(("ek", fold("एक")))


def for_one(tokens):
    """ "viti 12, moja ni 375": for each one; "gunia moja ni" keeps its unit."""
    return t.merge(tokens, lambda at: _says_one(tokens, at))


def _says_one(tokens, at):
    one = (
        tokens[at].kind == "N"
        and tokens[at].lower in _MOJA
        and t.kinds(tokens[at - 1 : at]) in ("C", "S", "N", ",")
    )
    told = re.match("[Hf][NM$]", t.kinds(tokens[at + 1 : at + 3]))
    return ("E", None, 2) if one and at and told else None


_MOJA = frozenset(("moja", "kimoja", "mmoja", "limoja"))


def one_of(tokens):
    """``dhai hazaar ka ek table fan``: the price of one."""
    result, at = [], 0
    while at < len(tokens):
        kinds = t.kinds(tokens[at : at + 4])
        if _is_one(tokens, at, result):
            # "450 ki ek", "90 rupaye ek", "2200 ka ek dabba"
            if result[-1:] and result[-1].kind in "Ki":
                result.pop()
            unit_next = t.kinds(tokens[at + 1 : at + 2]) in ("U", "w")
            result.append(replace(tokens[at], kind="R" if unit_next else "E"))
            at += 1
        elif re.match("N[NM]K", kinds) and tokens[at].lower in _EK:
            # "ek 4500 ka": 4,500 for one.
            result += [replace(tokens[at], kind="E"), tokens[at + 1]]
            at += 3
        elif kinds in ("NKNw", "MKNw") and tokens[at + 2].lower in _EK:
            result += [tokens[at], replace(tokens[at + 1], kind="Z")]
            at += 3
        else:
            result.append(tokens[at])
            at += 1
    return result


def _is_one(tokens, at, result):
    """ "ek" behind a price: of one, where the clause ends or its unit follows."""
    if tokens[at].kind != "N" or tokens[at].lower not in _EK:
        return False
    before, behind = t.kinds(result[-2:]), t.kinds(tokens[at + 1 : at + 3])
    again = behind[:1] == "U" and any(one.value == tokens[at + 1].value for one in result if one.kind == "U")
    priced = re.search("M$|[NM][Ki]$", before) or again and before[-1:] == "N"
    # "teen lakh mein ek thresher" is the price of it, not per thresher.
    whole = before[-1:] == "i" and behind[:1] == "w"
    return bool(priced) and not whole and bool(re.match("$|[CSJ]|[Uw]($|[CSJ])", behind))


def one_at(tokens):
    """ "pankha 1450 ka, 4 nag": the price of one, and then how many."""
    kinds = t.kinds(tokens)
    return [
        replace(token, kind="Z")
        if token.kind == "K"
        and token.lower in _SINGULAR
        and re.match("C(?:NU?W?|p)*N?(?:[CSJ]|$)", kinds[at + 1 :])
        and re.search("(?:^|[CSJ])w+[NM]$", kinds[:at])
        and re.match("C[^CSJ]*N", kinds[at + 1 :])
        else token
        for at, token in enumerate(tokens)
    ]


_SINGULAR = frozenset(fold(word) for word in ("ka", "ki", "का", "की"))
