"""Hindi in two scripts (hindi.json): the marker stands behind its number ("110 ke hisaab se")."""

from invoicing.drafting.local.words import lexicon
from invoicing.drafting.local.words.english import ENGLISH
from invoicing.drafting.local.words.vocabulary import Vocabulary, fold, forms, key, phrases

_TABLES = lexicon.tables("hindi")


_BEFORE = [
    *(
        "pichli baar",
        "pichle baar",
        "pichle bill",
        "pichle mahine",
        "pichle",
        "pehle",
        "purane",
        "purana",
        "usi",
        "wahi",
    ),
    *("पिछली बार", "पिछले बिल", "पिछले महीने", "पिछले", "पहले", "पुराने", "पुराना", "उसी", "वही"),
]


# "bhej diya", "laga diye hain", "le liya": what was done with the goods.
_VERBS = [
    "bhej",
    "le",
    "laga",
    "rakh",
    "daal",
    "dal",
    "bech",
    "pahuncha",
    "भेज",
    "ले",
    "लगा",
    "रख",
    "डाल",
    "बेच",
    "पहुंचा",
]
_ENDINGS = [
    "diya",
    "diye",
    "di",
    "liya",
    "liye",
    "li",
    "gaya",
    "gaye",
    "gayi",
    "दिया",
    "दिए",
    "दी",
    "लिया",
    "लिए",
    "ली",
    "गया",
    "गए",
]


_WRITING = [
    "bana",
    "kaat",
    "likh",
    "nikal",
    "bhej",
    "taiyar kar",
    "बना",
    "काट",
    "लिख",
    "निकाल",
    "भेज",
    "तैयार कर",
]
_PLEASE = ["do", "dena", "dijiye", "dijie", "dijiyega", "de", "lo", "na", "दो", "देना", "दीजिए", "दीजिये", "लो"]


def _combined(*parts):
    """Every phrase of one word or phrase of each part, folded: forty thousand, so each word is folded once."""
    found = [()]
    for part in parts:
        words = [phrase if isinstance(phrase, tuple) else key(phrase) for phrase in part]
        found = [phrase + more for phrase in found for more in words]
    return found


def _kinds():
    """What asks for the paper ("ka bill bana do") says nothing of what is sold."""
    papers, making = _TABLES["papers"], [*_TABLES["making"], *_combined(_WRITING, _PLEASE)]
    asking = _combined(["", "ka", "ke", "ki", "का", "के", "की", "ek"], papers, making)
    named = _combined(["ka", "ke", "ki", "का", "के", "की", "ek"], papers)
    last = _combined(_TABLES["last"], _TABLES["like"])
    again = _combined(["wahi", "वही", "same", "phir se wahi"], papers)
    rates = ["rate", "rates", "bhav", "bhaav", "daam", "dam", "रेट", "भाव", "दाम"]
    before = _combined(_BEFORE, ["", "wale", "wala", "ke", "wali", "ka", "वाले", "वाला", "के", "का"])
    same = [
        *_combined(before, rates, ["", "pe", "par", "se", "me", "mein", "पर", "से", "में"]),
        *_combined(rates, before),
    ]
    verbs = _combined(_VERBS, _ENDINGS, ["", "hai", "hain", "है", "हैं"])
    like_last = [*last, *again, *_combined(["pichla bill repeat", "repeat last bill"])]
    asked = dict.fromkeys([*asking, *named, *same, *verbs], "p")
    return phrases(_TABLES["kinds"]) | dict.fromkeys(like_last, "L") | asked


_KINDS = _kinds()
_ONES = _TABLES["ones"] | lexicon.numerals(
    "hi_latin_variants", "hi_latin", "hi_devanagari", "hi_devanagari_variants"
)
_SCALES = lexicon.numerals("hi_scale")
_PARTS = lexicon.parts("hi_fraction_prefix") | {fold(word): part for word, part in _TABLES["parts"].items()}
_UNITS = lexicon.units(lambda form: form not in _TABLES["not_units"]) | forms(_TABLES["units"])
_UNITS |= {
    key: "sqft"
    for key in phrases({"sqft": ["वर्ग फुट", "वर्ग फीट", "varg foot", "varg feet", "varg fut", "square fut"]})
}
_DAYS = lexicon.days(_TABLES["days"])
_WEEKDAYS = lexicon.numbered(_TABLES["weekdays"])

HINDI = Vocabulary(
    kinds=_KINDS,
    adverbs=forms(_TABLES["adverbs"]),
    units=_UNITS,
    ones=_ONES,
    scales=_SCALES,
    parts=_PARTS,
    months=lexicon.numbered(_TABLES["months"]),
    weekdays=_WEEKDAYS,
    days=_DAYS,
    strong=lexicon.words_of(_KINDS, _ONES, _SCALES, _PARTS, _UNITS, _DAYS, _WEEKDAYS)
    - {fold(word) for word in _TABLES["weak"]}
    - ENGLISH.words,
)
