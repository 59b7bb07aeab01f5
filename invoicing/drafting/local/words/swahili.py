"""Swahili and Sheng (swahili.json): the unit stands before its number ("magunia 10"), a scale before its numeral."""

from invoicing.drafting.local.words import lexicon
from invoicing.drafting.local.words.english import ENGLISH
from invoicing.drafting.local.words.vocabulary import Vocabulary, forms, phrases

_TABLES = lexicon.tables("swahili")
_SHENG = lexicon.numerals("sheng")
# Sheng for coins and notes that mean something else, too: money only where a price stands (particles).
SLANG = {word: value for word, value in _SHENG.items() if word in _TABLES["slang"]}

_LAST = [f"{like} {last}" for like in _TABLES["like"] for last in _TABLES["last"]]
_SAME = [
    " ".join(f"{kwa} {price} {which} {ago}".split())
    for kwa in ("", "kwa")
    for price in ("bei", "rate", "bei yake")
    for which in ("ile ile", "ileile", "hiyo hiyo", "ya kawaida", "ya zamani", "ya")
    for ago in (
        "",
        "ya mwisho",
        "ya awali",
        "ya mwezi uliopita",
        "mwezi uliopita",
        "iliyopita",
        "ya kila siku",
        "awali",
        "mwisho",
    )
    if (which, ago) != ("ya", "")
]
# "nishapokea 6K", "ameshatuma", "zimelipwa": money that came already.
_PAID = [
    f"{who}{when}{what}"
    for who in ("ni", "tu", "a", "wa", "zi", "i", "u", "")
    for when in ("me", "li", "sha", "mesha", "lisha")
    for what in (
        *(
            "pokea",
            "lipa",
            "lipwa",
            "tuma",
            "tumia",
            "tanguliza",
            "deposit",
            "send",
            "pay",
            "nilipa",
            "nitumia",
            "nipa",
        ),
        *("lipia", "pokelewa", "tumwa", "anza kulipa", "nisendia", "kamilisha"),
    )
    if who or when == "sha"
]
_KINDS = phrases({"p": _SAME, "y": _PAID}) | phrases(
    _TABLES["kinds"] | {"L": [*_LAST, "ile ile ya mwezi uliopita", "ile ya mwezi uliopita"]}
)
_ONES = lexicon.numerals("sw") | {
    word: value for word, value in _SHENG.items() if word not in SLANG and value not in (100, 1000)
}
_AHEAD = lexicon.numerals("sw_scale") | {word: _SHENG[word] for word in _TABLES["scales"]}
_UNITS = forms(_TABLES["units"])
_DAYS = lexicon.days(_TABLES["days"])
_WEEKDAYS = lexicon.numbered(_TABLES["weekdays"])

SWAHILI = Vocabulary(
    kinds=_KINDS,
    units=_UNITS,
    ones=_ONES,
    ahead=_AHEAD,
    parts={"nusu": "0.5", "robo": "0.25"},
    months=lexicon.numbered(_TABLES["months"]),
    weekdays=_WEEKDAYS,
    days=_DAYS,
    strong=lexicon.words_of(_KINDS, _ONES, _AHEAD, _UNITS, _DAYS, _WEEKDAYS)
    - set(_TABLES["weak"])
    - ENGLISH.words,
    unit_first=True,
)
