"""English words and phrases -> kinds. A kind is one letter, so that a clause is a string and a rule a pattern.

A at, E each, F for, O of, R per, T total, X times, J and, C comma, S full stop, H dash, D discount, g
including, G on top, z without, V a tax's name, q due, i in, b by, o on, n net, c credit, h with, y paid
already, k no (a correction), L same as last time, l later, u a count's label, e from, j remove, s instead of,
p says nothing, a article. Other languages add K of (ka, ya), B at behind its number (ke hisaab se), Z the
same for one (wala), W wanted (chahiye).

Kinds that tokens make themselves: N number, M money (a number with its currency), P per cent, U unit,
d date, w any other word. A word whose rule does not fit where it stands is a word like any other.
"""

import calendar

from invoicing.drafting.local.words import lexicon
from invoicing.drafting.local.words.vocabulary import Vocabulary, forms, phrases

_TABLES = lexicon.tables("english")
_PHRASES = _TABLES["kinds"]


def _combined(*parts):
    """Every way of saying a phrase: one of each part, "" leaves a part out."""
    texts = [""]
    for part in parts:
        texts = [f"{text} {word}".strip() for text in texts for word in part]
    return texts


_HAS = ("has", "have", "had", "already", "has already", "has been", "have been", "was", "were", "been")
_PAID = (
    "paid",
    "sent",
    "given",
    "cleared",
    "settled",
    "transferred",
    "deposited",
    "remitted",
    "advanced",
    "gave",
)
_PRICES = ("price", "prices", "rate", "rates", "amount", "amounts", "total", "cost", "figure", "sum")
_BILL = ("bill", "invoice", "total", "order", "amount", "lot", "whole thing", "everything", "all of it")
_WHOLE = (
    "",
    "the",
    "the whole",
    "the entire",
    "the grand",
    "the full",
    "the total",
    "whole",
    "entire",
    "full",
)
_COMBINED = {
    "D": [
        *_PHRASES["D"],
        *_combined(("off",), _WHOLE, _BILL),
        *_combined(("discount", "off"), ("on", "from", "of"), _WHOLE, _BILL),
    ],
    "p": [
        *_PHRASES["p"],
        *_combined(("from", "on"), _WHOLE[1:], _BILL[:5]),
        "on everything",
        "on the lot",
    ],
    "y": [*_PHRASES["y"], *_combined(_HAS, _PAID)],
    "g": [
        *_PHRASES["g"],
        *_combined(
            ("included", "inclusive", "is included"), ("in", "within"), ("", "the", "this", "that"), _PRICES
        ),
    ],
}
_ADVERBS = {
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
    "hourly": "hour",
    "nightly": "night",
    "yearly": "year",
    "annually": "year",
    "quarterly": "quarter",
    "p.m": "month",
    "pcm": "month",
    "p.a": "year",
}
_UNIT_PHRASES = {
    "sqft": "sq ft; sq. ft; sq feet; square feet; square foot",
    "sqm": "sq m; sq mtr; square metres; square meters",
}
# fmt: off
ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# fmt: on
SCALES = {
    "hundred": 100,
    "k": 1000,
    "thousand": 1000,
    "lakh": 100_000,
    "lakhs": 100_000,
    "lac": 100_000,
    "lacs": 100_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "crores": 10_000_000,
    "cr": 10_000_000,
}
_DAYS = {
    ("ahead", 0): "today; now; immediately; on receipt; upon receipt",
    ("ahead", 1): "tomorrow",
    ("ahead", 2): "day after tomorrow",
    ("ahead", 7): "next week",
    ("ahead", 30): "next month",
    ("month_end", 0): "month end; end of month; end of the month; end of this month; month-end",
    ("month_end", 1): "end of next month; next month end",
}
ENGLISH = Vocabulary(
    kinds=phrases(_PHRASES | _COMBINED) | {(mark,): "S" for mark in (".", ";", "!", "?", "\n", "।")},
    adverbs=_ADVERBS,
    units=forms(_TABLES["units"])
    | {key: unit for unit, texts in _UNIT_PHRASES.items() for key in phrases({unit: texts})},
    ones={word: value for value, word in enumerate(ONES)}
    | {word: value for value, word in zip(range(20, 100, 10), TENS, strict=True)},
    scales=SCALES,
    parts={"half": "0.5", "quarter": "0.25"},
    months={name.casefold(): at for at, name in enumerate(calendar.month_name) if name}
    | {name.casefold(): at for at, name in enumerate(calendar.month_abbr) if name}
    | {"sept": 9},
    weekdays={name.casefold(): at for at, name in enumerate(calendar.day_name)},
    days={key: meaning for meaning, texts in _DAYS.items() for key in phrases({meaning: texts})},
)
# "PO 4512" names a paper, not a thing sold.
PAPERS = frozenset(
    ("po", "lpo", "order", "ref", "reference", "quote", "quotation", "lso", "indent", "invoice", "bill")
)
