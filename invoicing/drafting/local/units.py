"""Units as people say them, as we store them (singular), and what is a part of what."""

_FORMS = {
    "bag": "bag bags sack sacks",
    "kg": "kg kgs kilo kilos kilogram kilograms",
    "g": "g gm gms gram grams",
    "quintal": "quintal quintals qtl",
    "ton": "ton tons tonne tonnes",
    "litre": "l ltr ltrs litre litres liter liters",
    "ml": "ml",
    "metre": "m mtr mtrs metre metres meter meters",
    "cm": "cm",
    "ft": "ft feet foot",
    "sqft": "sqft sft",
    "sqm": "sqm",
    "inch": "inch inches",
    "piece": "pc pcs piece pieces nos unit units",
    "dozen": "dozen dozens doz",
    "box": "box boxes",
    "carton": "carton cartons ctn",
    "crate": "crate crates",
    "packet": "packet packets pkt pkts pack packs",
    "bottle": "bottle bottles",
    "tray": "tray trays",
    "pair": "pair pairs",
    "set": "set sets",
    "ream": "ream reams",
    "roll": "roll rolls",
    "bundle": "bundle bundles",
    "minute": "minute minutes min mins",
    "hour": "hour hours hr hrs",
    "day": "day days",
    "week": "week weeks wk wks",
    "fortnight": "fortnight fortnights",
    "month": "month months mo mth mths",
    "quarter": "quarter quarters",
    "year": "year years yr yrs",
    "session": "session sessions",
    "visit": "visit visits",
    "trip": "trip trips",
    "lorry": "lorry lorries truck trucks truckload truckloads",
    "page": "page pages",
    "plate": "plate plates",
    "cup": "cup cups",
    "person": "person persons people pax",
}
UNITS = {form: unit for unit, forms in _FORMS.items() for form in forms.split()}
PHRASES = {
    ("sq", "ft"): "sqft",
    ("sq", "feet"): "sqft",
    ("square", "feet"): "sqft",
    ("square", "foot"): "sqft",
    ("sq", "m"): "sqm",
    ("square", "metres"): "sqm",
    ("square", "meters"): "sqm",
}
TIME = frozenset({"minute", "hour", "day", "week", "fortnight", "month", "quarter", "year"})
JOBS = frozenset({"session", "visit", "trip", "page"})
SIZES = frozenset({"kg", "g", "quintal", "ton", "litre", "ml", "metre", "cm", "ft", "sqft", "sqm", "inch"})
# "cauliflower 6 kg 30": a bare price behind one of these is per unit; behind "5 chairs" it could be for all.
MEASURED = TIME | JOBS | SIZES
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


def unit_of(word):
    return UNITS.get(word.casefold(), "")


def converted(quantity, unit, to):
    """`quantity` of `unit` told in `to`; None when they don't measure the same or it does not come out even."""
    if (unit, to) in _PARTS:
        told = quantity / _PARTS[unit, to]
    elif (to, unit) in _PARTS:
        told = quantity * _PARTS[to, unit]
    else:
        return None
    return told if told == round(told, 3) else None
