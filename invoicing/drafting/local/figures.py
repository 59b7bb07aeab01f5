"""What each number of a clause is: a rate ("at 750 each"), a count ("10 bags", "x 2"), or not yet known."""

import re
from dataclasses import dataclass
from decimal import Decimal

from invoicing.drafting.local import tokens as t
from invoicing.drafting.local import wholes
from invoicing.drafting.local.fillers import UNSETTLED, is_filler
from invoicing.drafting.local.units import FEW, TIME
from invoicing.drafting.local.words import fold

# N number, M money, A at, T total, R per, U unit, E each, v monthly, X times, a article, O of, F for, H dash,
# K of (ka, ya), B at behind its number, Z the price of one (wala), W wanted
_BEFORE = re.compile(
    r"(?:(?P<at>A)|(?P<total>T))[aOHAK]*$|(?:^|,)(?P<priced>A[OK]?w+[HaK]+)$|(?P<label>u)[aOHKA]*$|(?P<for>F)[aH]*$|(?P<each>E)[aOHAK]*$|(?P<times>X)$"
    r"|(?:(?<![NM])R[aK]?|A[OK]?)(?P<unit>U)[aOHAK]*$|(?:^|,)(?P<word>Ra?w)[AOHK]*$|(?:^|,)(?P<whose>Ra?w)Kw+[AOHK]*$|(?P<adverb>v)[AOHK]*$|(?<![NMRa])(?P<of>U)KA?$"
)
_BEHIND = re.compile(
    r"(?!,[Eu][aOHAK]*[NM]),?(?:R[aK]?[wU]Ra?(?P<both>U)|(?P<each>E)|(?P<label>u)|K?Ra?(?P<unit>U)B?|(?P<word>Ra?w)B?|a(?P<an>U)|K(?P<of>U)(?![wN])|(?P<adverb>v)|i?(?P<total>T)(?![aOHAK]*[NM])"
    r"|(?P<behind>B)|(?P<one>Z)|(?P<named>U)B)"
)


@dataclass
class Figure:
    """`role`: rate, count or open; `per` the unit that a rate is for ("each" for one of them, "" unknown).

    `both`: the rate is for each of two counts ("per room per night"); `clear`: a count that can't be a
    price ("mabati 25 ya geji 30"); `of_goods`: "sawa lakh ka generator". `guessed`: a price only because
    nobody bills so many ("rent 5000 month").
    """

    at: int
    value: Decimal
    role: str = "open"
    unit: str = ""
    per: str = ""
    total: bool = False
    money: bool = False
    both: bool = False
    behind_for: bool = False
    clear: bool = False
    of_goods: bool = False
    negative: bool = False
    guessed: bool = False
    loose: bool = False
    named: bool = False
    after_word: bool = False
    start: int = 0
    end: int = 0


# So far back a marker may stand before its number.
_NEAR = 12


def figures(tokens, kinds):
    """The Figures of a clause, in order."""
    found = [_figure(tokens, kinds, at) for at, kind in enumerate(kinds) if kind in "NM"]
    _unguessed(found)
    _price_of_one(found, tokens, kinds)
    wholes.found(found, kinds)
    return found


def _unguessed(found):
    """ "500 hours at 750": the price is said, so nothing has to be guessed."""
    if any(figure.role == "rate" and not figure.guessed for figure in found):
        for figure in found:
            if figure.guessed:
                figure.role, figure.unit, figure.per = "count", figure.per, ""


def _price_of_one(found, tokens, kinds):
    """ "aadha kilo ghee 640 kilo": the unit again behind the last number, so what one costs."""
    if len(found) != 2 or any(figure.role == "rate" or figure.money for figure in found):
        return
    count, price = found
    again = count.unit and price.unit == count.unit and price.end == len(kinds.rstrip("KaHB"))
    if again and not tokens[price.at + 1].lower.endswith("s"):
        price.role, price.per, price.unit = "rate", price.unit, ""


def _figure(tokens, kinds, at):
    figure = Figure(at, tokens[at].value, money=kinds[at] == "M", start=at, end=at + 1)
    before, behind = _BEFORE.search(kinds, max(at - _NEAR, 0), at), _BEHIND.match(kinds, at + 1)
    if behind and behind["each"] and not (before and before["at"]) and _is_of_next(kinds, behind.end()):
        # "viti 6 kila moja kwa 450": each of the next number.
        behind = None
    figure.behind_for = bool(before and before["for"])
    figure.of_goods = bool(re.match(r"[KZ]w", kinds[at + 1 :]))
    if kinds[at + 1 : at + 2] == "i" and tokens[at + 1].lower in _IN and _is_whole(tokens, kinds, at):
        # "4500 mein 3 kursi": all of it
        figure.role, figure.total, figure.end, figure.of_goods = "rate", True, at + 2, True
        return figure
    if figure.money and _FACTORS.search(kinds[:at]):
        # "6 nos x Rs 120"
        figure.role, figure.start = "rate", at - 1
        return figure
    if figure.money and re.match("XN", kinds[at + 1 :]):
        figure.role, figure.end = "rate", at + 2
        return figure
    if _is_price_of_goods(figure, tokens, kinds):
        figure.role, figure.end = "rate", at + 2
    figure.named = kinds[at + 1 : at + 2] in ("w", "U") or kinds[max(at - 1, 0) : at] == "w"
    figure.after_word = kinds[max(at - 1, 0) : at] == "w"
    figure.negative = _negative(tokens, kinds, at)
    if figure.negative:
        figure.start = at - 1
    if before and before["label"] or behind and behind["label"]:
        return _labelled(figure, before, behind, tokens)
    if before:
        _read_before(figure, before, tokens, unit_next=kinds[at + 1 : at + 2] == "U")
    _read_what_follows(figure, before, behind, tokens, kinds)
    return figure


def _is_whole(tokens, kinds, at):
    """ "4500 mein 3 kursi", "purani chakki 1.35 lakh mein bechi"."""
    told = [is_filler(token) or token.lower in UNSETTLED for token in tokens[at + 2 :]]
    return re.fullmatch("[aHO]*", kinds[:at]) or told and all(told)


def _is_of_next(kinds, at):
    return bool(re.match(r"[aOHK]*(?:A[aOHK]*[NM]|[NM](?:[CSJ]|$))", kinds[at:]))


def _is_price_of_goods(figure, tokens, kinds):
    """ "do hazaar ka cover", "kaam 5 lakh ka painting"."""
    one = figure.of_goods and kinds[figure.end] == "K" and tokens[figure.end].lower in _OF_ONE
    return one and (figure.value >= _NO_COUNT or not re.search("[wU]", kinds[: figure.at]))


def _labelled(figure, before, behind, tokens):
    """ "qty: 4", "4 qty", "qty 4 bags"."""
    figure.role, figure.clear = "count", True
    if before and before["label"]:
        figure.start = before.start()
    if behind and behind["label"]:
        figure.end = behind.end()
    elif t.kinds(tokens[figure.end : figure.end + 1]) == "U":
        figure.unit, figure.end = tokens[figure.end].value, figure.end + 1
    return figure


def _read_before(figure, before, tokens, *, unit_next):
    """A marker in front of the number makes it a rate."""
    if before["at"] or before["total"] or before["priced"]:
        figure.role, figure.total = "rate", bool(before["total"])
        figure.start = figure.at if before["priced"] else before.start()
    if before["whose"]:
        # "har geyser ki fitting 600"
        figure.role, figure.per = "rate", "each"
    if before["each"] or before["word"]:
        figure.role, figure.start, figure.per = "rate", before.start(), "each"
    for group in ("unit", "adverb", "of"):
        if before[group] and not (unit_next and group == "of"):
            figure.role, figure.start, figure.per = "rate", before.start(), tokens[before.start(group)].value


def _read_what_follows(figure, before, behind, tokens, kinds):
    at, unit_next = figure.at, kinds[figure.at + 1 : figure.at + 2] == "U"
    if kinds[at + 1 : at + 2] == "W" or _is_named(tokens, kinds, at):
        figure.role, figure.end, figure.clear = "count", at + 2, True
    elif behind and (
        not (before and before["times"]) or _FACTORS.search(kinds[:at]) and behind[0][:1] in "RE,"
    ):
        _read_behind(figure, behind, tokens)
    elif figure.role == "rate" and figure.end == at + 2:
        pass
    elif unit_next and (figure.money or figure.role == "rate" or _costs(figure, tokens[at + 1].value)):
        # "380 rupees bag", "at 62 kg": the price of one.
        figure.guessed = not figure.money and figure.role != "rate"
        figure.role, figure.per, figure.end = "rate", tokens[at + 1].value, at + 2
    elif unit_next:
        figure.role, figure.unit, figure.end = "count", tokens[at + 1].value, at + 2
    elif figure.role != "rate" and not figure.money:
        _read_times(figure, before, tokens, kinds, at)


def _is_named(tokens, kinds, at):
    """ "mabati 25 ya geji 30": of which kind; behind "ka" stands what a price is for."""
    named = at and kinds[at - 1] in "wU" and re.match(r"K[wU]", kinds[at + 1 : at + 3])
    return bool(named) and tokens[at + 1].lower not in _OF_ONE


def _read_behind(figure, behind, tokens):
    figure.role, figure.end = "rate", behind.end()
    figure.total |= bool(behind["total"])
    figure.both = bool(behind["both"])
    for group in ("both", "unit", "an", "adverb", "of", "named"):
        if behind[group]:
            figure.per = tokens[behind.start(group)].value
    if behind["each"] or behind["word"] or behind["behind"] and not figure.per:
        figure.per = "each"
    # "550 ke bhav se": of whatever is counted, dozens too.
    figure.loose = bool(behind["behind"])


# "kaam 5 lakh ka": so many of a thing would be said with its unit.
_NO_COUNT = 500
# "do hazaar ka cover": the singular, so the price of one; "ke" could be for all.
_OF_ONE = frozenset(fold(word) for word in ("ka", "ki", "का", "की"))


def _costs(figure, unit):
    """ "rent 5000 month": nobody bills 5,000 months."""
    return unit in TIME and figure.value >= 500


def _read_times(figure, before, tokens, kinds, at):
    """ "x 2" and "2 x" count; in "2 x 500" the second is the price."""
    if before and before["times"]:
        factor = bool(_FACTORS.search(kinds[:at])) and not _is_fewer(tokens, kinds, at)
        figure.role, figure.start, figure.guessed = ("rate" if factor else "count"), at - 1, factor
    elif kinds[at + 1 : at + 3] == "XN" and _is_fewer(tokens, kinds, at + 2):
        # "shirt 550 x 7"
        figure.role, figure.end, figure.guessed = "rate", at + 2, True
    elif kinds[at + 1 : at + 3] == "XU":
        # "4 x 50kg bags cement"
        figure.role, figure.unit, figure.end = "count", tokens[at + 2].value, at + 3
    elif kinds[at + 1 : at + 2] == "X":
        figure.role, figure.end = "count", at + 2


_FACTORS = re.compile(r"N[Uw]*X$")


def _is_fewer(tokens, kinds, at):
    """ "550 x 7": the small number behind a large one is the count."""
    return kinds[at - 2 : at] == "NX" and tokens[at].value < FEW <= tokens[at - 2].value


_IN = ("me", "mein", "mai", "में")
_MINUS = ("minus", "negative", "less")


def _negative(tokens, kinds, at):
    """A minus that touches its number, where a clause or a count begins; "helmets, minus 3 nos"."""
    before = re.sub("^w+,", "", kinds[: at - 1])
    if t.kinds(tokens[at - 1 : at]) and tokens[at - 1].lower in _MINUS and not re.search("[wUNM]", before):
        return kinds[at + 1 : at + 2] in ("w", "U")
    return (
        at > 0
        and tokens[at - 1].text == "-"
        and tokens[at - 1].end == tokens[at].start
        and not re.search(r"[UNMd]$", kinds[: at - 1])
        and (kinds[at - 2 : at - 1] != "w" or tokens[at - 2].end < tokens[at - 1].start)
    )
