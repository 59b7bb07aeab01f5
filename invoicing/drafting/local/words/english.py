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

from invoicing.drafting.local.words.vocabulary import Vocabulary, forms, phrases

_PHRASES = {
    "A": "@; at; price to; rate to; the price to; the rate to; at the rate of; at a rate of;"
    " rate of; rate; rate is; worth; amounting to; valued at; my"
    " rate; my rate is; our rate; our rate is; costing; priced at; charged at; amount; amount of",
    "$A": "price; cost; costs; price of; price is; cost is; unit price; price each; fee of",
    "E": "each; apiece; a piece; ea; each one; for each; per one; per item",
    "F": "for; towards",
    "O": "of",
    "R": "per; /; every; for every; for each of",
    "T": "=; total; total bill; bill total; total amount; invoice total; total invoice; in total;"
    " altogether; in all; for all; for everything; lump sum; lumpsum; overall;"
    " all together; a total of; at a total of",
    "X": "x; ×; *",
    "J": "and; plus; &; +; also; and also; as well as; along with; and then",
    "C": ",",
    "H": "-; :; (; )",
    "D": "off; discount; less; minus; rebate; discounted by; deduct; knock off; take off; trade discount;"
    " cash discount; special discount; bulk discount; early payment discount; loyalty discount; reduce"
    " by",
    "g": "inclusive; incl; including; included; includes; inc; is included",
    "G": "exclusive; excluding; excl; extra; before; add; applicable; on top",
    "z": "without; exempt; exempted; free; nil; zero rated; non",
    "V": "vat; gst; tax; taxes; cgst; sgst; igst; sales tax; value added tax",
    "q": "due; payable; pay; payment; to be paid; payment terms; payment due; due date; terms; to pay;"
    " balance payment; full payment; final payment; balance due",
    "i": "in; within; after",
    "b": "by; before; until; till; latest by; not later than; no later than; on or before",
    "o": "on; on the",
    "n": "net",
    "c": "credit",
    "h": "with; after a",
    "y": "paid; deposit; advance; received; prepaid; part payment; downpayment; down payment; already paid",
    "k": "no; sorry; wait; scratch that; rather; i meant; no wait; actually; correction; i mean; make it;"
    " make that; make the; change the; change; change it to; change to; should be; oops;"
    " but; except; no make it; sorry make it; actually make it",
    "L": "same as last month; same as last time; same as last invoice; same as last bill; same as last week;"
    "  same as last year; same as before; same as usual; same as previous; same as previous invoice;"
    " same again;"
    " same invoice again; same bill again; same invoice as last month; same bill as last month; as last time;"
    "  like last month; like last time; repeat last invoice; repeat the last bill; copy the last bill;"
    " same bill; repeat previous invoice; duplicate the last invoice; same as the last invoice; same as"
    " the last bill; same invoice as last time; same bill as last time; same invoice as before; repeat"
    " the last invoice; repeat last month;"
    " repeat last bill; copy last invoice; copy the last invoice; last invoice again; usual order; the usual",
    "l": "to be confirmed; tbd; tbc; later; to follow; will confirm later; i will confirm later; i'll"
    " confirm later;"
    " will tell later; i will tell you later; i'll tell you later; not decided yet; not known yet",
    "p": "item :; desc :; description :; product :; particulars :; on this one; on this; for this one; this"
    " time; on this invoice; on this bill; this week; last week; this month; last month; yesterday; um;"
    " uh; er; at the same rate; same rate; same rate as before; same rate as last time; same rate as"
    " last month;"
    " same price; at the same price; same price as before; same price as last time; same price as last month;"
    "  at the usual rate; usual rate; usual price; at the usual price; at our usual rate; at the old"
    " rate; old rate;"
    " please; kindly; thanks; thank you; asap; only; about; approx; approximately; around; just; flat; give;"
    " of invoice; of invoice date; of receipt; of delivery; from today; from now; from invoice date",
    "u": "quantity to; qty to; number to; qty; quantity; qty of; quantity of; no of; number of; nos of",
    "e": "from; out of",
    "j": "remove; drop; delete; take out; leave out; take away",
    "s": "instead of; rather than; in place of",
    "a": "a; an; the; some; all; my; our; his; her; their; this; that",
}
_ADVERBS = {
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
    "hourly": "hour",
    "yearly": "year",
    "annually": "year",
    "quarterly": "quarter",
    "p.m": "month",
    "pcm": "month",
    "p.a": "year",
}
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
    "yard": "yard yards yd yds",
    "acre": "acre acres",
    "sqft": "sqft sft",
    "sqm": "sqm",
    "inch": "inch inches",
    "piece": "pc pcs piece pieces nos unit units peice peices pices",
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
    "night": "night nights",
    "week": "week weeks wk wks",
    "fortnight": "fortnight fortnights",
    "month": "month months mo mth mths mnth mnths",
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
    kinds=phrases(_PHRASES) | {(mark,): "S" for mark in (".", ";", "!", "?", "\n", "।", "|")},
    adverbs=_ADVERBS,
    units=forms(_FORMS)
    | {key: unit for unit, texts in _UNIT_PHRASES.items() for key in phrases({unit: texts})},
    ones={word: value for value, word in enumerate(ONES)}
    | {word: value for value, word in zip(range(20, 100, 10), TENS, strict=True)},
    scales=SCALES,
    parts={"half": "0.5"},
    months={name.casefold(): at for at, name in enumerate(calendar.month_name) if name}
    | {name.casefold(): at for at, name in enumerate(calendar.month_abbr) if name}
    | {"sept": 9},
    weekdays={name.casefold(): at for at, name in enumerate(calendar.day_name)},
    days={key: meaning for meaning, texts in _DAYS.items() for key in phrases({meaning: texts})},
)
# "PO 4512" names a paper, not a thing sold.
PAPERS = frozenset(("po", "lpo", "order", "ref", "reference", "quote", "quotation", "lso", "indent"))
