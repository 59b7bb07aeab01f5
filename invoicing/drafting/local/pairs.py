"""Neighbours that are one thing: a number and its currency, its per cent, what it specifies."""

from invoicing.drafting.local import tokens as t


def money(tokens):
    """A number beside a currency is money; a currency alone says nothing."""
    result = []
    for token in tokens:
        before = result[-1] if result else None
        if token.kind == "$" and before and before.kind in "NM":
            result[-1] = t.merged([before, token], "M", before.value, before.currency or token.currency)
        elif token.kind == "N" and before and before.kind == "$":
            result[-1] = t.merged([before, token], "M", token.value, before.currency)
        else:
            result.append(token)
    return result


def percent(tokens):
    """``10 %`` and ``10 per cent``."""
    return t.merge(tokens, lambda at: _share(tokens, at))


def _share(tokens, at):
    behind = [token.lower for token in tokens[at + 1 : at + 3]]
    if tokens[at].kind != "N" or not behind:
        return None
    count = 2 if behind[0] in ("%", "percent") else 3 if behind == ["per", "cent"] else 0
    return ("P", tokens[at].value, count) if count else None


def specified(tokens):
    """``gauge 30``, ``size 8``, ``9 watt``: a number that says which one, not how many or how much."""
    return t.merge(tokens, lambda at: _specification(tokens, at))


def _specification(tokens, at):
    pair = tokens[at : at + 2]
    if [token.kind for token in pair] == ["w", "N"] and pair[0].lower in _WHICH:
        return "w", None, 2
    if [token.kind for token in pair] == ["N", "w"] and pair[1].lower in _MEASURED_BY:
        return "w", None, 2
    return None


_WHICH = frozenset(("gauge", "geji", "size", "saizi", "grade", "gej", "गेज", "साइज"))
_MEASURED_BY = frozenset(
    (
        "watt",
        "watts",
        "w",
        "mm",
        "volt",
        "volts",
        "gsm",
        "gb",
        "tb",
        "mp",
        "hp",
        "kva",
        "amp",
        "ah",
        "वाट",
        "mah",
        "ton's",
    )
)
