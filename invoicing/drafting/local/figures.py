"""What each number of a clause is: a rate ("at 750 each"), a count ("10 bags", "x 2"), or not yet known."""

import re
from dataclasses import dataclass
from decimal import Decimal

# N number, M money, A at, T total, R per, U unit, E each, v monthly, X times, a article, O of, F for, H dash
_BEFORE = re.compile(r"(?:(?P<at>A)|(?P<total>T))[aOHA]*$|(?P<for>F)[aH]*$|(?P<each>E)[aOH]*$|(?P<times>X)$")
_BEHIND = re.compile(r",?(?:(?P<each>E)|Ra?(?P<unit>U)|(?P<word>Ra?w)|a(?P<an>U)|(?P<adverb>v)|(?P<total>T))")


@dataclass
class Figure:
    """`role`: rate, count or open; `per` the unit that a rate is for ("each" for one of them, "" unknown)."""

    at: int
    value: Decimal
    role: str = "open"
    unit: str = ""
    per: str = ""
    total: bool = False
    money: bool = False
    behind_for: bool = False
    negative: bool = False
    start: int = 0
    end: int = 0


def figures(tokens, kinds):
    """The Figures of a clause, in order."""
    return [_figure(tokens, kinds, at) for at, kind in enumerate(kinds) if kind in "NM"]


def _figure(tokens, kinds, at):
    figure = Figure(at, tokens[at].value, money=kinds[at] == "M", start=at, end=at + 1)
    before, behind = _BEFORE.search(kinds[:at]), _BEHIND.match(kinds, at + 1)
    unit_next = kinds[at + 1 : at + 2] == "U"
    figure.behind_for = bool(before and before["for"])
    figure.negative = _negative(tokens, kinds, at)
    if figure.negative:
        figure.start = at - 1
    if before and (before["at"] or before["total"]):
        figure.role, figure.start, figure.total = "rate", before.start(), bool(before["total"])
    if before and before["each"]:
        figure.role, figure.start, figure.per = "rate", before.start(), "each"
    if behind and not (before and before["times"]):
        _read_behind(figure, behind, tokens)
    elif unit_next and (figure.money or figure.role == "rate"):
        # "380 rupees bag", "at 62 kg": the price of one.
        figure.role, figure.per, figure.end = "rate", tokens[at + 1].value, at + 2
    elif unit_next:
        figure.role, figure.unit, figure.end = "count", tokens[at + 1].value, at + 2
    elif figure.role != "rate" and not figure.money:
        _read_times(figure, before, kinds, at)
    return figure


def _read_behind(figure, behind, tokens):
    figure.role, figure.end = "rate", behind.end()
    figure.total |= bool(behind["total"])
    for group in ("unit", "an", "adverb"):
        if behind[group]:
            figure.per = tokens[behind.start(group)].value
    if behind["each"] or behind["word"]:
        figure.per = "each"


def _read_times(figure, before, kinds, at):
    """ "x 2" and "2 x" count; in "2 x 500" the second is the price."""
    if before and before["times"]:
        figure.role, figure.start = ("rate" if re.search(r"NX$", kinds[:at]) else "count"), at - 1
    elif kinds[at + 1 : at + 2] == "X":
        figure.role, figure.end = "count", at + 2


def _negative(tokens, kinds, at):
    """A minus that touches its number, where a clause or a count begins."""
    return (
        at > 0
        and tokens[at - 1].text == "-"
        and tokens[at - 1].end == tokens[at].start
        and not re.search(r"[wUNMd]$", kinds[: at - 1])
    )
