"""What holds for the whole document: tax inside or on top, a discount, money that was paid already."""

import re
from dataclasses import replace

from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.fillers import are_fillers, is_filler
from invoicing.drafting.local.words import fold

# g including, G plus or excluding, z without, V the tax's name, P per cent, h with, a article, k "no"
_INSIDE = re.compile(r"H?(?:VJ(?=T)|gO?a*P?V|P?V(?:JV)?[PaKH]*g|ag(?=$|[CSHJ]))H?")
_NONE = re.compile(r"H?[kz][ae]?V(?![wUz])H?|H?V[Hzk]*[zk]K?(?=$|[CSHJ])H?")
_ON_TOP = re.compile(
    r"H?(?:h?VG*A?P|[JG]+a*P?VG*(?:A?P)?|hP?a?V|PV|VP|V[HA]*P|VK?[GH]*G|JV)(?:JV)?(?![wU])[Gb]?H?"
)


def take_tax(tokens, tax_rate):
    """(whether the rates hold the tax, whether another tax is wanted than the shop's, the other tokens)."""
    inside = conflict = False
    tokens = _rent_or_tax(tokens)
    tokens = _without_talk([_no_tax(tokens, at) for at in range(len(tokens))])
    for rule in (_NONE, _INSIDE, _ON_TOP):
        while match := rule.search(t.kinds(tokens)):
            said = tokens[match.start() : match.end()]
            conflict |= _conflicts(rule, said, tax_rate)
            inside |= rule is _INSIDE
            tokens = tokens[: match.start()] + tokens[match.end() :]
    return inside, conflict, tokens


def _without_talk(tokens):
    """A clause about the tax alone ("VAT is already inside that figure") without what is only talk in it."""
    result, clause = [], []
    for token in [*tokens, None]:
        if token is not None and token.kind not in "CS":
            clause.append(token)
            continue
        clause = _about_tax(clause)
        result += clause if token is None else [*clause, token]
        clause = []
    return result


def _about_tax(clause):
    """A clause that only says what is done about the tax, in the words that the rules know."""
    line = t.kinds(clause)
    if "V" not in line or re.search("[NMy]", line):
        return clause
    clause = [_done_about_tax(clause, at) for at in range(len(clause))]
    spoken = [one for one in clause if not is_filler(one) and one.kind != "a"]
    if "w" in t.kinds(spoken) or not re.search("[gzGPDkJh]", t.kinds(spoken)):
        # "VAT return filing" is sold; "GST 12 percent alag se lagaiye" is not.
        return clause
    denied = any(token.lower in _NOT for token in clause) and "g" not in t.kinds(spoken)
    tax = next(token for token in spoken if token.kind == "V")
    return [replace(tax, kind="z", text="no"), tax] if denied and "P" not in line else spoken


_NOT = frozenset(
    fold(word) for word in ("not", "don't", "don’t", "dont", "never", "mat", "nahi", "nahin", "नहीं", "मत")
)
_LEFT_OUT = frozenset(
    ("skip", "omit", "leave", "leave out", "drop", "exempted", "waive", "avoid", "usiweke", "usiongeze")
)
_CHARGED = frozenset(("charge", "apply", "levy", "put", "weka", "toza", "charged", "lagao", "lagana"))


def _done_about_tax(clause, at):
    token = clause[at]
    if token.kind == "i" and t.kinds(clause[at - 1 : at]) == "V":
        # "both have VAT in them"
        return replace(token, kind="g")
    if token.lower in _LEFT_OUT:
        return replace(token, kind="z")
    if token.kind in "wk" and token.lower in _CHARGED:
        return replace(token, kind="G")
    return token


def _rent_or_tax(tokens):
    """kodi is rent, and a tax beside "bila" or "imejumuishwa"; "weka VAT" is no "no"."""
    result = []
    for at, token in enumerate(tokens):
        near = t.kinds(tokens[max(at - 1, 0) : at]) + t.kinds(tokens[at + 1 : at + 2])
        if token.lower == "kodi" and set(near) & set("zgG"):
            token = replace(token, kind="V")
        if token.kind == "b" and t.kinds(tokens[at + 1 : at + 2]) == "V":
            # "before VAT"
            token = replace(token, kind="G")
        if token.kind == "k" and token.lower not in _NO and t.kinds(tokens[at + 1 : at + 2]) == "V":
            token = replace(token, kind="a")
        result.append(token)
    return result


_NO = frozenset(fold(word) for word in ("no", "not", "nahi", "nahin", "नहीं", "hapana", "hakuna"))


def _no_tax(tokens, at):
    """ "zero VAT" is without."""
    zero = tokens[at].kind == "N" and tokens[at].value == 0 and t.kinds(tokens[at + 1 : at + 2]) == "V"
    return replace(tokens[at], kind="z") if zero else tokens[at]


def _conflicts(rule, said, tax_rate):
    if rule is _NONE:
        return tax_rate > 0
    named = [token.value for token in said if token.kind == "P"]
    return any(share != tax_rate for share in named) or (rule is _ON_TOP and tax_rate == 0)


_REDUCTION = re.compile(
    r"[JhAaH]*(?:D[DHOAaT]*(?:P|[NM](?![wUEXRN]))D*e?|P[aK]?D(?![HOAa]*[Py])|[NM][aK]?D(?![HOAa]*[PNMy]))"
)


def take_discount(tokens):
    """(share in per cent or None, amount or None, the tokens without it); the first that is said."""
    match = _REDUCTION.search(t.kinds(tokens))
    if not match or "y" in t.kinds(tokens[match.end() :]):
        # "less 500 already paid"
        return None, None, tokens
    number = next(token for token in tokens[match.start() : match.end()] if token.kind in "PNM")
    rest = tokens[: match.start()] + tokens[match.end() :]
    if number.kind == "P":
        return (number.value, None, rest) if number.value <= 100 else (None, None, tokens)
    return None, number.value, rest


_REMARK = re.compile(r"H?[JaD]*[PNM]?[aOq]*y.*$")


def take_payment(tokens, *, alone):
    """(the remark about money that was paid, the other tokens): it changes no amount of the invoice.

    `alone`: the clause is all there is, so it must also name the item.
    """
    line = t.kinds(tokens)
    match = _REMARK.search(line)
    if not match:
        return "", tokens
    start = match.start()
    only = re.match(r"H?[Ja]*[NM]", line[start:]) and not re.search("[NM]", line[:start])
    named = "F" in line or not are_fillers(tokens[: line.index("y", start)])
    if only and (alone or named):
        # "logo 15000 paid": the only number is the price.
        start = line.index("y", start)
    if not re.search("[NM]", line[:start]):
        # "he has paid 2000"
        return ("", tokens) if alone else (t.text(tokens), [])
    left = tokens[:start]
    while left and (not left[-1].text or left[-1].kind in "OFHa" or is_filler(left[-1])):
        left = left[:-1]
    return t.text(tokens[start:]).strip("() "), left
