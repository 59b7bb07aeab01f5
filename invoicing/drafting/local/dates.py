"""When it is due: "due in 2 weeks", "payable within 15 days", "net 30", "due by 25 December"."""

import re
from datetime import date

_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30}
_SPAN = re.compile(
    r"\b(?:due|pay(?:able)?|payment)\b[^,;.]*?\b(?:in|within)\s+(\d+|a|one|two)\s+(day|week|fortnight|month)s?",
    re.IGNORECASE,
)
_NET = re.compile(r"\bnet[\s-]?(\d{1,3})\b", re.IGNORECASE)
_BY = re.compile(
    r"\bdue\s+(?:by|on)?\s*(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?\b(?:\s+(?:of\s+)?([a-z]{3,9}))?", re.I
)
_TODAY = re.compile(r"\bdue\s+(today|now|immediately|on receipt|tomorrow)\b", re.IGNORECASE)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_COUNTS = {"a": 1, "one": 1, "two": 2}


def take_due(text, today):
    """(days until due or None, the text without that clause)."""
    for pattern, reader in ((_SPAN, _span), (_NET, _net), (_TODAY, _today), (_BY, _by)):
        match = pattern.search(text)
        if match and (days := reader(match, today)) is not None:
            return days, text[: match.start()] + " " + text[match.end() :]
    return None, text


def _span(match, today):
    count = _COUNTS.get(match[1].casefold()) or int(match[1])
    return count * _DAYS[match[2].casefold()]


def _net(match, today):
    return int(match[1])


def _today(match, today):
    return 1 if match[1].casefold() == "tomorrow" else 0


def _by(match, today):
    day = int(match[1])
    name = (match[2] or "")[:3].casefold()
    month = _MONTHS.index(name) + 1 if name in _MONTHS else None
    for ahead in range(13):
        year, zero_month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        if month not in (None, zero_month + 1):
            continue
        try:
            due = date(year, zero_month + 1, day)
        except ValueError:
            continue
        if due >= today:
            return (due - today).days
    return None
