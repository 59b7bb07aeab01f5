"""Unit Quantity Codes of GST (the list of GSTR-1): how a unit in a merchant's words is called in a return."""

_WORDS = {
    "BAG": "bag bags bori boriyan katta kattey sack sacks बोरी कट्टा",
    "BDL": "bundle bundles bdl",
    "BOX": "box boxes peti dabba डिब्बा",
    "BTL": "bottle bottles botal बोतल",
    "CAN": "can cans",
    "CTN": "carton cartons ctn",
    "DOZ": "dozen dozens doz darjan दर्जन",
    "DRM": "drum drums",
    "GMS": "g gm gms gram grams ग्राम",
    "GRS": "gross",
    "KGS": "kg kgs kilo kilos kilogram kilograms किलो किग्रा",
    "KME": "km kms kilometre kilometres",
    "LTR": "l ltr ltrs litre litres liter liters लीटर",
    "MLT": "ml millilitre",
    "MTR": "m mtr mtrs metre metres meter meters मीटर",
    "NOS": "no nos number numbers unit units each nag नग",
    "PAC": "packet packets pkt pkts pack packs पैकेट",
    "PCS": "pc pcs piece pieces पीस",
    "PRS": "pair pairs jodi जोड़ी",
    "QTL": "quintal quintals qtl kuntal क्विंटल",
    "ROL": "roll rolls",
    "SET": "set sets सेट",
    "SQF": "sqft sft",
    "SQM": "sqm",
    "TBS": "tablet tablets",
    "TON": "ton tons tonne tonnes टन",
    "TUB": "tube tubes",
    "YDS": "yard yards",
}
_CODES = {word: code for code, words in _WORDS.items() for word in words.split()}
CODES = frozenset(_WORDS) | {"BUN", "KLR", "OTH", "UNT"}


def uqc(unit):
    """``KGS`` for "kilo"; ``OTH`` for a service or a unit that the list doesn't know."""
    word = "".join(unit.lower().replace(".", "").split())
    return word.upper() if word.upper() in CODES else _CODES.get(word, "OTH")
