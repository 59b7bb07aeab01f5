"""Words and phrases -> kinds. A kind is one letter, so that a clause is a string and a rule a pattern over it.

Kinds that tokens make themselves: N number, M money (a number with its currency), P per cent, U unit,
d date, w any other word. A word whose rule does not fit where it stands is a word like any other.
"""

_PHRASES = {
    "A": "@; at; at the rate of; at a rate of; rate of; rate; costing; priced at; charged at; amount; amount of",
    "E": "each; apiece; a piece; ea; each one; for each; per one; per item",
    "F": "for; towards",
    "O": "of",
    "R": "per; /; every; for every; for each of",
    "T": "=; total; in total; altogether; in all; for all; for everything; lump sum; lumpsum; overall;"
    " all together; a total of; at a total of",
    "X": "x; ×; *",
    "J": "and; plus; &; +; also; and also; as well as; along with; and then",
    "C": ",",
    "S": ".; ;; !; ?; \n",
    "H": "-; :; (; )",
    "D": "off; discount; less; minus; rebate; discounted by; deduct",
    "g": "inclusive; incl; including; included; includes; inc; is included",
    "G": "exclusive; excluding; excl; extra; before; add; applicable; on top",
    "z": "without; exempt; exempted; free; nil; zero rated; non",
    "V": "vat; gst; tax; taxes; cgst; sgst; igst; sales tax; value added tax",
    "q": "due; payable; pay; payment; to be paid; payment terms; payment due; due date; terms; to pay",
    "i": "in; within; after",
    "b": "by; before; until; till; latest by; not later than; no later than; on or before",
    "o": "on; on the",
    "n": "net",
    "c": "credit",
    "h": "with; after a",
    "y": "paid; deposit; advance; received; prepaid; part payment; downpayment; down payment; already paid",
    "k": "no; sorry; actually; correction; i mean; make it; make that; change it to; change to; should be; oops;"
    " but; except; no make it; sorry make it; actually make it",
    "L": "same as last month; same as last time; same as last invoice; same as last bill; same as last week;"
    " same as last year; same as before; same as usual; same as previous; same as previous invoice; same again;"
    " same invoice again; same bill again; same invoice as last month; same bill as last month; as last time;"
    " like last month; like last time; repeat last invoice; repeat the last invoice; repeat last month;"
    " repeat last bill; copy last invoice; copy the last invoice; last invoice again; usual order; the usual",
    "p": "please; kindly; thanks; thank you; asap; only; about; approx; approximately; around; just; flat; give;"
    " of invoice; of invoice date; of receipt; of delivery; from today; from now; from invoice date",
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
KINDS = {
    tuple(phrase.strip(" ").split(" ")): kind
    for kind, phrases in _PHRASES.items()
    for phrase in (phrases.split("; ") if kind != "S" else [".", ";", "!", "?", "\n"])
}
# "PO 4512" names a paper, not a thing sold.
PAPERS = frozenset(("po", "lpo", "order", "ref", "reference", "quote", "quotation", "lso", "indent"))
# Numbers, units and rate words of languages that this drafter does not read yet: where one stands, a number
# may mean something else than in English ("maziwa lita 60"), so a person must look.
_OTHER_LANGUAGES = """
sau hazaar hazar hajar dedh dhai adhai sawa sava paune saadhe sadhe ek teen chaar paanch saat aath nau bori darjan
din hafte mahine mahina roz wale wali tak aur rupaye rupaya bhugtan chahiye baad
elfu laki moja mbili tatu nne tano sita saba nane tisa kumi ishirini thelathini hamsini lita kila jumla katoni
magunia gunia mwezi miezi siku wiki saa nusu robo kwa za ya wa cha vya shilingi kimoja
soo thao ngiri finje mbao ashu jirongo
सौ हज़ार हजार लाख करोड़ रुपये रुपए का की के को और प्रति किलो लीटर नग बोरी दिन महीने डेढ़ ढाई एक दो तीन चार पाँच
"""
OTHER_LANGUAGES = frozenset(_OTHER_LANGUAGES.split())
LONGEST = max(len(phrase) for phrase in KINDS)


def kind_of(words):
    """The longest phrase that `words` (lower case) begin with: (kind, how many words); ("", 0) for none."""
    for length in range(min(LONGEST, len(words)), 0, -1):
        if kind := KINDS.get(tuple(words[:length])):
            return kind, length
    return "", 0


def per_of(adverb):
    """``monthly`` -> ``month``; empty for any other word."""
    return _ADVERBS.get(adverb, "")
