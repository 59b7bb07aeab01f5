"""One way of writing: digits, dashes, fractions, inches, days; what stands there means the same."""

import calendar
import re

from invoicing.drafting.local.words import english

_SHORT = re.compile(
    r"\b((?i:incl|excl|approx)|(?i:nos|no|pcs?|kgs?|gms?|hrs?|ltrs?|mtrs?|doz|pkts?|ctn|yrs?|mths?|qty)"
    r"(?=\.\s+[a-z0-9@]))\."
)

_TWENTY_FIVE = re.compile(rf"\b({'|'.join(english.TENS)})-({'|'.join(english.ONES[1:10])})\b", re.IGNORECASE)

_BULLET = re.compile(r"\n\s*(?:\d{1,2}[.)]|[-*•])\s+")

_DEVANAGARI_DIGITS = str.maketrans("०१२३४५६७८९", "0123456789")

_FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75"}

_RATIO = re.compile(r"(?<![\w/.,-])(?:(\d{1,3})(?:\s+|-))?([13])/([24])(?![\w/.])")


_QUOTED = re.compile(r"""^\s*["“”'](.*)["“”']\s*$""", re.DOTALL)
# 32" and 32'' are inches.
_INCHES = re.compile(r"""(?<![\w.])(\d+(?:\.\d+)?)(?:"|”|'')(?=[\s,;)]|$)""")


# "Item 2: wheel alignment"; "three things: ..."
_ITEM_NUMBER = re.compile(r"\b(?:item|line)\s*(?:no\.?\s*)?\d{1,2}\s*[:.)-]\s*", re.IGNORECASE)
_THINGS = re.compile(
    r"(?:\bfor\s+)?\b(?:the\s+)?(?:\d|one|two|three|four|five|six)\s+(?:line\s+)?(?:things|items|products|services)"
    r"(?:\s+for\s+[A-Z][\w ]{1,30})?\s*[:.]\s",
    re.IGNORECASE,
)
_MONTH = "|".join(name for name in (*calendar.month_abbr, *calendar.month_name) if name)
_MONTHS = re.compile(rf"\b({_MONTH})-({_MONTH})\b", re.IGNORECASE)
_TAX_AND = re.compile(r"\b(vat|gst|tax)-(inclusive|exclusive|included|excluded|free|exempt)\b", re.IGNORECASE)
# "in two weeks' time"
_IN_TIME = re.compile(r"(?<=[a-z])['’]s?\s+time\b")


# "on 14/11": a day and its month, where a fraction can't stand.
_DAY_AND_MONTH = re.compile(
    r"\b(on|by|before|dated|date|due|till|until|tarehe)\s+(\d{1,2})/(1[0-2]|0?[1-9])(?![\d/])", re.IGNORECASE
)


# "1.2 M" is money, "1.2 m" is cloth.
_MILLION = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)\s?(?:M|mn|mln|mio)(?![\w])")


def plain(text):
    """One way of writing; a full stop behind an abbreviation and a list's bullets say nothing."""
    text = text.translate(_DEVANAGARI_DIGITS)
    text = re.sub(r"(?<=\d)(?=[\u0904-\u0939])", " ", text)
    for char, digits in _FRACTIONS.items():
        text = re.sub(rf"(?<=\d){char}", digits, text).replace(char, f"0{digits}")
    text = _RATIO.sub(lambda match: f"{int(match[1] or 0) + int(match[2]) / int(match[3]):g}", text)
    text = _QUOTED.sub(r"\1", text)
    text = re.sub(r",[ \t]*\n\s*(?![-*•\d])", ", ", text)
    text = _INCHES.sub(r"\1-inch", text)
    text = _DAY_AND_MONTH.sub(_named_month, text)
    text = _ITEM_NUMBER.sub(". ", text)
    text = _THINGS.sub(" ", text)
    text = _MONTHS.sub(r"\1 to \2", text)
    text = _TAX_AND.sub(r"\1 \2", text)
    text = _IN_TIME.sub("", text)
    text = _MILLION.sub(r"\1 million", text)
    text = _TWENTY_FIVE.sub(r"\1 \2", text)
    text = _SHORT.sub(lambda match: f"{match[1]} ", text)
    text = _BULLET.sub("\n", f"\n{text}") if len(_BULLET.findall(f"\n{text}")) > 1 else text
    return text.replace("–", "-").replace("—", "-").replace("\N{MINUS SIGN}", "-")


def _named_month(match):
    return f"{match[1]} {match[2]} {calendar.month_abbr[int(match[3])]}"
