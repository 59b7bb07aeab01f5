"""When it is due: "due in 2 weeks", "within 15 days", "net 30", "by 25 December", "pay by Friday"."""

import calendar
import re
from datetime import date, timedelta

from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.words import ENGLISH, fold

_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 90, "year": 365}
# "may" and "mar" are words too: a month only beside a day.
_ALSO_WORDS = ("may", "mar", "mei")
_NEXT = ("next", "this", "coming", "agle", "is", "अगले", "इस", "aane")
_COMING = ("ijayo", "hii", "inayokuja", "next", "ujao")
_NEXT_MONTH = (("next", "month"), ("agle", "mahine"), ("अगले", "महीने"), ("mwezi", "ujao"))
# q due, i in, b by, o on, n net, c credit, d date, r 25th, N number, U unit, a article, H dash or colon
_RULES = (
    (re.compile(r"(?:q[qHAaO]*)?NUO?c|c[OAaHK]*NU|NU[iKH]*c"), "span"),
    (re.compile(r"[JCh]*(?:q[qHAaO]*)?nH?NU?"), "net"),
    (re.compile(r"[JCh]*q[qHAaOJKf]*i?K?(?:a|aN|N)Ui?b?[qK]*"), "span"),
    (re.compile(r"[JCh]*i(?:a|aN|N)U[Kb]*q+(?![w])"), "span"),
    (re.compile(r"[JCh]*NU(?:[ib]+)a?[Kq]*q(?![w])"), "span"),
    (re.compile(r"[JCh]*q[qHAaOK]*[iboh]*a?d[bo]*"), "date"),
    (re.compile(r"[JCh]*d(?:[bo]+[KaA]*q*|[iK]*q+)(?![wU])"), "date"),
    (re.compile(r"[JCh]*q[qHAaO]*(?:[bo]a?[Nr]|a?r)(?![UAERXw])"), "day"),
    (re.compile(r"[JC]*ba?[dr]$|(?:^|(?<=[CS]))ba?[dr](?=[CSJH])"), "date"),
    (re.compile(r"(?:^|(?<=[CS]))(?:ia?N?U|NU[ib]+)(?=[CS]|$)"), "span"),
)


def merge(tokens, vocabulary=ENGLISH):
    """Neighbours that name a day become one token of kind d; its value describes the day for `take_due`."""
    result, at = [], 0
    while at < len(tokens):
        value, count = _months(tokens[at : at + 10], vocabulary.months)
        kind = "w" if count else "d"
        if not count:
            value, count = _named(tokens[at : at + 6], vocabulary)
        result.append(t.merged(tokens[at : at + count], kind, value) if count else tokens[at])
        at += count or 1
    return result


def months_named(tokens):
    """How many months a clause names ("Jan to March", "September and October"), 0 for none."""
    return next(
        (token.value[1] for token in tokens if isinstance(token.value, tuple) and token.value[0] == "months"),
        0,
    )


def take_due(tokens, today):
    """(days until due or None, whether it is unclear, the tokens without that clause)."""
    found = []
    for rule, reader in _RULES:
        while match := rule.search(t.kinds(tokens)):
            found.append(_READERS[reader](tokens[match.start() : match.end()], today))
            tokens = tokens[: match.start()] + tokens[match.end() :]
    unread, tokens = _take_unread(tokens)
    unclear = unread or None in found or len(set(found)) > 1
    return (found[0] if found and not unclear else None), unclear, tokens


def _months(tokens, months):
    """``Jan to March 2027``, ``September, October and November``: (("months", how many), how many of `tokens`)."""
    words = [token.lower for token in tokens]
    found, at, joined = [months.get(words[0])], 1 + bool(_year(tokens[1:2])), ""
    if not found[0]:
        return None, 0
    while at + 1 < len(words) and words[at] in _TO | _AND and words[at + 1] in months:
        joined = words[at]
        found.append(months[words[at + 1]])
        at += 2 + bool(_year(tokens[at + 2 : at + 3]))
    if len(found) < 2:
        return None, 0
    count = (found[1] - found[0]) % 12 + 1 if joined in _TO else len(set(found))
    return (("months", count), at) if joined not in _TO or len(found) == 2 else (None, 0)


_TO = frozenset(fold(word) for word in ("to", "till", "until", "through", "-", "se", "से", "hadi", "mpaka"))
_AND = frozenset(fold(word) for word in ("and", "&", ",", "aur", "और", "na"))


def _named(tokens, vocabulary):
    """(description of a day, how many of `tokens`) or (None, 0)."""
    if tokens[0].kind == "d":
        return tokens[0].value or _numeric(tokens[0].text), 1
    words = [token.lower for token in tokens]
    return (
        _day_of_next_month(tokens, words)
        or _phrase(vocabulary.day_of(words))
        or _day_of_month(tokens, words, vocabulary.months)
        or _dated(tokens, words, vocabulary)
        or _month_and_day(tokens, words, vocabulary.months)
        or _weekday(words, vocabulary.weekdays)
        or (None, 0)
    )


def _phrase(found):
    return found if found[1] else None


def _day_of_next_month(tokens, words):
    """``5th of next month``, ``agle mahine ki 5 tarikh``, ``tarehe 5 mwezi ujao``."""
    for at, (first, then) in enumerate(zip(words, words[1:], strict=False)):
        if (first, then) in _NEXT_MONTH:
            before = [at for at, word in enumerate(words[:at]) if word in _OF]
            days = [token for token in tokens[:at] if _is_day([token])]
            if days and len(before) + 1 == at:
                return ("month_day", int(days[0].value)), at + 2
            if (
                at == 0
                and words[2:3]
                and words[2] in ("ki", "ke", "की", "के", "tarehe")
                and _is_day(tokens[3:4])
            ):
                return ("month_day", int(tokens[3].value)), 4 + (words[4:5] != [] and words[4] in _DATED)
    return None


_OF = ("of", "the", "tarehe", "ya", "in")
_DATED = ("tarikh", "tareekh", "tarik", "तारीख", "तारीख़", "taarikh", "tarekh")


def _dated(tokens, words, vocabulary):
    """``25 tarikh``, ``tarehe 25``, ``tarehe 5 Desemba``."""
    if words[0] == "tarehe" and _is_day(tokens[1:2]):
        inner = _day_of_month(tokens[1:], words[1:], vocabulary.months)
        return (inner[0], inner[1] + 1) if inner else (("day", (int(tokens[1].value), None, None)), 2)
    if _is_day(tokens[:1]) and words[1:2] and words[1] in _DATED:
        return ("day", (int(tokens[0].value), None, None)), 2
    return None


def _numeric(text):
    """``2026-12-25`` and ``25/12/2026``: day first, as both countries write."""
    parts = [int(part) for part in re.split(r"[/.-]", text)]
    year, month, day = parts if parts[0] > 31 else reversed(parts)
    try:
        return "on", date(year, month, day)
    except ValueError:
        return "never", None


def _day_of_month(tokens, words, months):
    """``25 December``, ``25th of Dec 2026``."""
    at = 2 if words[1:2] == ["of"] else 1
    if not _is_day(tokens[:1]) or "".join(words[at : at + 1]) not in months:
        return None
    year = _year(tokens[at + 1 : at + 2])
    return ("day", (int(tokens[0].value), months[words[at]], year)), at + 1 + bool(year)


def _month_and_day(tokens, words, months):
    """``December 25``; ``December 2026`` and ``December`` name no day."""
    if words[0] not in months or words[0] in _ALSO_WORDS:
        return None
    if _is_day(tokens[1:2]):
        return ("day", (int(tokens[1].value), months[words[0]], None)), 2
    return ("never", None), 1 + bool(_year(tokens[1:2]))


def _is_day(tokens):
    return bool(tokens) and tokens[0].kind in "Nr" and 1 <= tokens[0].value <= 31


def _year(tokens):
    fits = tokens and tokens[0].kind == "N" and 2000 <= tokens[0].value < 2100
    return int(tokens[0].value) if fits else None


def _weekday(words, weekdays):
    """``next Monday``, ``Friday ijayo``, ``agle somvar``."""
    at = 1 if words[0] in _NEXT else 0
    if "".join(words[at : at + 1]) not in weekdays:
        return None
    behind = words[at + 1 : at + 2] and words[at + 1] in _COMING
    return ("weekday", weekdays[words[at]]), at + 1 + bool(behind)


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
        if fits and day <= calendar.monthrange(at_year, at_month + 1)[1]:
            due = date(at_year, at_month + 1, day)
            if due >= today:
                return due
    return None


def _take_unread(tokens):
    """A clause that says "due" and no day we can read ("due soon") is cut out: (whether there was one, the rest)."""
    match = re.search(r"q[^CSJNMPU]*(?=[CSJ]|$)", t.kinds(tokens))
    if not match or tokens[match.start()].lower not in ("due", "payable", "to be paid", "payment due"):
        return False, tokens
    return True, tokens[: match.start()] + tokens[match.end() :]
