"""Neighbours that name a day or some months: "25 December", "next Monday", "Jan to March", "5th of next month"."""

import re
from datetime import date

from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.words import ENGLISH, fold

# "may" and "mar" are words too: a month only beside a day.
_ALSO_WORDS = ("may", "mar", "mei")
_NEXT = ("next", "this", "coming", "agle", "is", "अगले", "इस", "aane")
_COMING = ("ijayo", "hii", "inayokuja", "next", "ujao")
_NEXT_MONTH = (("next", "month"), ("agle", "mahine"), ("अगले", "महीने"), ("mwezi", "ujao"))


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


def length_named(tokens, unit):
    """How long a clause says something lasts in its name: "two-day workshop", "Jan to March"; 0 for neither."""
    lengths = [
        _length(token.text.casefold().split("-"), unit)
        for token in tokens
        if token.kind == "w" and "-" in token.text
    ]
    return next(filter(None, lengths), _months_named(tokens) if unit == "month" else 0)


def _length(parts, unit):
    if len(parts) != 2 or ENGLISH.unit_of(parts[1]) != unit:
        return 0
    return ENGLISH.ones.get(parts[0], 0) or (int(parts[0]) if parts[0].isdigit() and len(parts[0]) < 4 else 0)


def _months_named(tokens):
    """How many months are named ("Jan to March", "September and October"), 0 for none."""
    return next(
        (token.value[1] for token in tokens if isinstance(token.value, tuple) and token.value[0] == "months"),
        0,
    )


def _months(tokens, months):
    """``Jan to March 2027``, ``September, October and November``: (("months", how many), how many of `tokens`)."""
    words = [token.lower for token in tokens]
    found, at, joined = [months.get(words[0])], 1 + bool(_year(tokens[1:2])), ""
    if not found[0]:
        return None, 0
    while at < len(words) and (step := _month_next(words[at : at + 2], months)):
        joined = words[at] if step == 2 else joined
        found.append(months[words[at + step - 1]])
        at += step + bool(_year(tokens[at + step : at + step + 1]))
    if len(found) < 2:
        return None, 0
    count = (found[1] - found[0]) % 12 + 1 if joined in _TO else len(set(found))
    return (("months", count), at) if joined not in _TO or len(found) == 2 else (None, 0)


def _month_next(two, months):
    """How many words to the end of the next month's name; 0 where none follows."""
    if two[0] in months and two[0] not in _ALSO_WORDS:
        return 1
    return 2 if two[0] in _TO | _AND and two[1:] and two[1] in months else 0


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
