"""When it is due: "due in 2 weeks", "within 15 days", "net 30", "by 25 December", "pay by Friday"."""

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta

from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.fillers import is_filler

_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 90, "year": 365}
# q due, i in, b by, o on, n net, c credit, d date, r 25th, N number, U unit, a article, H dash or colon
_RULES = (
    (re.compile(r"(?:q[qHAaO]*)?[Na]UO?c|c[OAaHK]*NU|NU[iKH]*c"), "span"),
    (re.compile(r"NUFa?q+(?=$|[CSJ])"), "span"),
    (re.compile(r"[JCh]*(?:q[qHAaO]*)?nH?NU?|(?<![AR])NUn(?=$|[CSJ])"), "net"),
    (re.compile(r"[JCh]*q[qHAaOJKf]*i?K?(?:a|aN|N)Ui?b?[qK]*"), "span"),
    (re.compile(r"[JCh]*i(?:a|aN|N)U[Kb]*q+(?![w])"), "span"),
    (re.compile(r"[JCh]*NU(?:[ib]+)a?[Kq]*q(?![w])"), "span"),
    (re.compile(r"(?:^|(?<=[CS]))[JChaw]{0,4}[Na]Uq+(?=$|[CSJ])"), "span"),
    (re.compile(r"(?:^|(?<=[CS]))[JCh]*U[ib]+a?[Kq]*q+(?=$|[CSJ])"), "span"),
    (re.compile(r"[JCh]*q[qHAaOK]*[iboh]*a?d[bo]*(?:q+(?=$|[CSJ]))?"), "date"),
    (re.compile(r"[JCh]*d(?:o*b[bo]*[KaA]*q*|o+[KaA]*q+|[iK]*q+)(?![wU])"), "date"),
    (re.compile(r"[JCh]*q[qHAaO]*(?:[bo]a?[Nr]|a?r)(?![UAERXw])"), "day"),
    (re.compile(r"[JC]*ba?[dr]$|(?:^|(?<=[CS]))ba?[dr](?=[CSJH])"), "date"),
    (re.compile(r"(?:^|(?<=[CS]))(?:ia?N?U|NU[ib]+)(?=[CS]|$)"), "span"),
)


def take_due(tokens, today):
    """(days until due or None, whether it is unclear, the tokens without that clause)."""
    found, tokens = [], _counted_from_today(_without_talk(tokens))
    for rule, reader in _RULES:
        while match := _first(rule, tokens, of_time=reader == "span"):
            found.append(_READERS[reader](tokens[match.start() : match.end()], today))
            tokens = tokens[: match.start()] + tokens[match.end() :]
    unread, tokens = _take_unread(tokens)
    unclear = unread or None in found or len(set(found)) > 1
    return (found[0] if found and not unclear else None), unclear, tokens


def _without_talk(tokens):
    """ "they will pay sometime in December"."""
    return [
        replace(token, kind="a")
        if is_filler(token) and t.kinds(tokens[max(at - 1, 0) : at]) == "q"
        else token
        for at, token in enumerate(tokens)
    ]


def _counted_from_today(tokens):
    """ "a fortnight from today": where any span begins."""
    today = {
        at
        for at, token in enumerate(tokens[1:], 1)
        if token.kind == "d"
        and token.value == ("ahead", 0)
        and tokens[at - 1].kind == "e"
        and "U" in t.kinds(tokens[at - 2 : at - 1])
    }
    return [token for at, token in enumerate(tokens) if at not in today and at + 1 not in today]


def _first(rule, tokens, *, of_time):
    """Its first match; "payment: 100 litres" is no time."""
    for match in rule.finditer(t.kinds(tokens)):
        if not of_time or t.unit_values(tokens[match.start() : match.end()]) & set(_DAYS):
            return match
    return None


def _span(clause, today):
    """``in 2 weeks``, ``within a month``."""
    count = next((token.value for token in clause if token.kind == "N"), 1)
    days = _DAYS.get(next(token.value for token in clause if token.kind == "U"))
    return None if days is None else _sane(count * days)


def _net(clause, today):
    return _sane(next(token.value for token in clause if token.kind == "N"))


def _sane(days):
    return int(days) if days <= 3 * 365 else None


def _date(clause, today):
    day = next(token for token in reversed(clause) if token.kind in "dr")
    return _ahead(("day", (int(day.value), None, None)) if day.kind == "r" else day.value, today)


def _day(clause, today):
    """``by the 25th``: the next one."""
    return _ahead(("day", (int(clause[-1].value), None, None)), today)


_READERS = {"span": _span, "net": _net, "date": _date, "day": _day}


def _ahead(value, today):
    """Days from today to a described day; None when it is unclear, past or never."""
    how, what = value
    if how == "ahead":
        return what
    if how == "weekday":
        return (what - today.weekday() - 1) % 7 + 1
    if how == "month_day":
        year, month = divmod(today.year * 12 + today.month, 12)
        due = _next(what, month + 1, year, today)
    elif how == "month_end":
        year, month = divmod(today.year * 12 + today.month - 1 + what, 12)
        due = date(year, month + 1, calendar.monthrange(year, month + 1)[1])
    else:
        due = _next(*what, today) if how == "day" else what
    return (due - today).days if due and today <= due <= today + timedelta(days=3 * 365) else None


def _next(day, month, year, today):
    """The next date with that day (and month, and year)."""
    for ahead in range(60):
        at_year, at_month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        fits = month in (None, at_month + 1) and year in (None, at_year)
        if fits and 1 <= day <= calendar.monthrange(at_year, at_month + 1)[1]:
            due = date(at_year, at_month + 1, day)
            if due >= today:
                return due
    return None


def _take_unread(tokens):
    """A clause that says "due" and no day we can read ("due soon") is cut out: (whether there was one, the rest)."""
    match = re.search(r"q[^CSJNMPU]*(?=[CSJ]|$)", t.kinds(tokens))
    if match and re.search("y[^CSJ]*$", t.kinds(tokens[: match.start()])):
        # "balance 30,000 to be paid on delivery" is a remark about a payment.
        return False, tokens
    if not match or tokens[match.start()].lower not in ("due", "payable", "to be paid", "payment due"):
        return False, tokens
    return True, tokens[: match.start()] + tokens[match.end() :]
