"""Units as people say them, and as we store them (singular)."""

_FORMS = {
    "month": "month months mo monthly",
    "week": "week weeks weekly",
    "day": "day days daily",
    "hour": "hour hours hr hrs hourly",
    "year": "year years yr annual yearly",
    "kg": "kg kgs kilo kilos kilogram kilograms",
    "litre": "litre litres liter liters ltr ltrs l",
    "metre": "metre metres meter meters mtr m",
    "bag": "bag bags",
    "box": "box boxes",
    "packet": "packet packets pack packs pkt",
    "piece": "piece pieces pc pcs nos unit units",
    "bottle": "bottle bottles",
    "crate": "crate crates",
    "roll": "roll rolls",
    "session": "session sessions visit visits",
    "trip": "trip trips",
    "page": "page pages",
    "plate": "plate plates",
    "ton": "ton tons tonne tonnes",
    "dozen": "dozen dozens",
    "sq ft": "sqft",
}
UNITS = {form: unit for unit, forms in _FORMS.items() for form in forms.split()}
PATTERN = "|".join(sorted(UNITS, key=len, reverse=True))


def unit_of(word):
    return UNITS.get(word.casefold(), "")
