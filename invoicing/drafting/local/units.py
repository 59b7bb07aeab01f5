"""Units as we store them (singular), and what is a part of what; the words for them stand in words."""

from invoicing.drafting.local.words import ENGLISH, fold

# Below this nobody says a price without its currency: "4 pankhe" are four.
FEW = 50
TIME = frozenset({"minute", "hour", "day", "week", "fortnight", "month", "quarter", "year"})
JOBS = frozenset({"session", "visit", "trip", "page"})
# "120 guests at 950 per plate"
SERVED = frozenset({"plate", "person", "cup"})
SIZES = frozenset(
    {
        "kg",
        "g",
        "quintal",
        "ton",
        "litre",
        "ml",
        "metre",
        "cm",
        "ft",
        "sqft",
        "sqm",
        "inch",
        "yard",
        "acre",
        "km",
    }
)
# "cauliflower 6 kg 30": a bare price behind one of these is per unit; behind "5 chairs" it could be for all.
MEASURED = TIME | JOBS | SIZES
# One of these holds several pieces: "10 eggs" are no 10 dozen.
HOLDERS = frozenset(
    {"dozen", "box", "carton", "crate", "tray", "packet", "pair", "set", "bundle", "ream", "roll"}
)
_PARTS = {
    ("g", "kg"): 1000,
    ("kg", "quintal"): 100,
    ("kg", "ton"): 1000,
    ("quintal", "ton"): 10,
    ("ml", "litre"): 1000,
    ("cm", "metre"): 100,
    ("piece", "dozen"): 12,
    ("minute", "hour"): 60,
    ("month", "quarter"): 3,
    ("month", "year"): 12,
}


def unit_of(word, vocabulary=ENGLISH):
    return vocabulary.unit_of(fold(word))


def converted(quantity, unit, to):
    """`quantity` of `unit` told in `to`; None when they don't measure the same or it does not come out even."""
    if (unit, to) in _PARTS:
        told = quantity / _PARTS[unit, to]
    elif (to, unit) in _PARTS:
        told = quantity * _PARTS[to, unit]
    else:
        return None
    return told if told == round(told, 3) else None
