"""How a request begins: "please create an invoice for", "Bill Mama Njeri:", "Ramesh ko", "Tengeneza ankara ya"."""

import re

from invoicing.drafting.local.references import points_back

_ASKING = re.compile(
    r"\s*(?:(?:please|pls|plz|kindly|hi|hello|hey|ok|okay|so|now)[\s,]+)*"
    r"(?:(?:can|could|would|will)\s+you\s+|(?:(?:i|we)\s+)?(?:need|want|would\s+like)\s+(?:to\s+)?|let'?s\s+)?"
    r"(?:please\s+|kindly\s+)?"
    r"(?:(?:create|make|write|prepare|generate|draft|raise|send|issue|do|add|start|open)\s+)?"
    r"(?:(?:me|us|him|her|them|up)\s+)?(?:(?:an?|the|one|new|another|this)\s+)*(?:(?:tax|sales|proforma|gst|vat)\s+)?"
    r"(?P<verb>invoice|bill|charge|quote)\b\s*(?:(?:#|no\.?\s|number\s)\s*[\w/-]*\d[\w/-]*\s*)?",
    re.IGNORECASE,
)
_NAME = r"(?P<who>(?!(?:for|of)\b)[^\d:,;.@₹$]{2,60}?)"
_TO = (
    re.compile(rf"(?:to|for)?\s*{_NAME}\s*:\s*"),
    re.compile(rf"to\s+{_NAME}\s+(?:for|of)\s+", re.IGNORECASE),
    re.compile(rf"{_NAME}\s+for\s+", re.IGNORECASE),
    # "Invoice Otieno, 12 packets ..."
    re.compile(r"(?:to\s+)?(?P<who>(?:[A-Z][\w.'’&]*\s*){1,4})[,-]\s+"),
    # Behind "for" only a proper name is one: "for web hosting for 3 months" names the thing.
    re.compile(r"(?:2|4)\s+(?P<who>[A-Z][a-z][\w'’]+)\s+for\s+"),
    re.compile(r"for\s+(?P<who>(?:[A-Z][\w.'’&-]*\s+){1,4})for\s+"),
    re.compile(
        r"(?P<who>(?:(?:[A-Z][\w.'’&-]*|&)\s+){1,5})(?=(?:[₹$]|\w{2,4}\.?\s?)?\d[\d,.]*k?\s+(?:for|of)\b)"
    ),
)
_JOINT = re.compile(
    r"(?:(?:for|of|with|as(?!\s+per)|:|-|,)\s*(?:the\s+following\s*:?\s*)?)+(?=\W|\b)", re.IGNORECASE
)
# Who gets it, told before what: "Ramesh ko", "Mama Njeri amenunua", "Ramesh bought".
_PERSON = r"(?:[^\W\d_][\w.'’&\u0900-\u097f-]*\s+){1,4}?"
_FOR_WHOM = (
    re.compile(
        rf"\s*{_PERSON}(?:ko|को|ne|ने|ke\s+liye|के\s+लिए|ke\s+naam(?:\s+p[ae]r?)?|के\s+नाम(?:\s+पर)?|ke\s+yahan?|के\s+यहाँ?)\s+(?:(?:ek|naya|एक)\s+)*[,:-]*\s*",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\s*(?P<who>{_PERSON})(?:ka|का)\s+(?:(?:naya|new|नया|ek)\s+)*(?:bill|bil|invoice|बिल|इनवॉइस)"
        r"(?:\s+(?:bana\s+(?:do|dena|dijiye)|banao|kaato|likho|बना\s+दो|बनाओ))?\s*[,:-]*\s*",
        re.IGNORECASE,
    ),
    re.compile(
        r"\s*(?:[A-Z][\w.'’&-]*\s+){1,4}(?:bought|took|ordered|purchased|needs|wants|amenunua|alinunua|amechukua|alichukua"
        r"|anataka|anahitaji|ameagiza|aliagiza|ameorder|aliorder)\s+"
    ),
    re.compile(
        r"\s*(?:(?:we|i)\s+)?(?:have\s+)?(?:sold|supplied|delivered|did|done|worked|provided)\s+(?=.*\d)",
        re.IGNORECASE,
    ),
)
_PROPER = r"[A-Z][\w.'’&-]*(?:\s+[A-Z][\w.'’&-]*){0,3}"
_PAPER = r"(?:ankara|invoice|bili|bill|risiti|hati\s+ya\s+malipo)"
_SWAHILI_VERB = (
    r"(?:(?:ni|m|mw|tu|wa)?(?:tengenez|andik|tum|tay?arish|piga|fany)\w*|toa|unda|weka|nipe|nipigie|nitolee|mtolee"
    r"|create|make|do|prepare)"
)
_SWAHILI = (
    # "mwandikie Mama Njeri ankara ya", "Tengeneza ankara ya", "niandikie invoice ya"
    re.compile(
        rf"\s*(?:(?:tafadhali|naomba|please|hey|sasa|habari)[\s,]+)*{_SWAHILI_VERB}\s+(?:{_PERSON})?{_PAPER}(?:\s+mpya)?"
        rf"(?:\s+kwa\s+(?!kila)(?:[A-Z][\w.'’&-]*\s+){{1,4}}?(?=(?:ya|kwa|wa|:|,)))?\s*(?:(?:ya|kwa|wa|for|:|,|-)\s*)?(?=\S)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\s*(?:[\w'’]+,?\s+){{0,4}}?{_PAPER}\s+(?:mpya\s+)?(?:ya|kwa)\s+{_PROPER}\s*(?:ya\b|kwa\b|:|,)\s*"
    ),
    # "Mpelekee Mama Amina mkaa ..."
    re.compile(
        r"\s*(?i:(?:m|mw|u?m)(?:pelekee|tumie|letee|uzie|andikie|patie|pe))\s+(?:(?:Mama|Baba|Mzee|Bwana)\s+)?[A-Z][\w'’]*\s+"
    ),
    re.compile(r"\s*(?:ankara|bili|risiti)\s+(?:mpya\s+)?(?:ya|kwa)\s+", re.IGNORECASE),
)


# "table 4 ka bill bana dijiye, ..."
_PLACE = re.compile(
    r"\s*(?:table|room|flat|house|shop|cabin|counter|plot|gate|office)\s+(?:no\.?\s*)?\d+\s+(?:ka|ke|ki|ko|का|को)\s+"
    r"(?:bill|bil|invoice|order|बिल)(?:\s+(?:bana\w*|likh\w*|kaat\w*|kar\w*|do|de|dena|dijiye|dijie))*\s*[,:.\n-]\s*",
    re.IGNORECASE,
)
# "Need invoice please - Amani Flats. Garbage collection": whose it is, behind a dash.
_DASHED = re.compile(
    r"\s*(?:[a-z]+\s+){0,4}(?:invoice|bill|quote|ankara|bili)(?:\s+(?:please|pls))?\s*[-:]\s*"
    r"(?P<who>(?-i:[A-Z])[\w'’&]*(?:\s+[A-Za-z][\w'’&]*){0,3})[.,]\s+(?=[\s\S]*\d)",
    re.IGNORECASE,
)
# "Bill to: Anand Furniture House" over a list: whose it is.
_HEADING = re.compile(
    r"\s*(?:(?:tax\s+|cash\s+|proforma\s+)?(?:invoice|bill|ankara)\s*\n\s*)?(?:(?:invoice|bill|quote|ankara|bili)\s*(?:to|for|kwa|ya)?|to|client|customer|party|m/s|mteja|grahak)\s*[:.-]\s*"
    r"(?P<who>[^\d\n;:]{2,60}?)(?:\n|(?<![MD]r|rs|/s)\.\s)(?=[\s\S]*\d)",
    re.IGNORECASE,
)


# "Bro nipe invoice ya client wa Ruaka: ...": talk and a colon, before anything is counted.
_TALK = re.compile(
    r"(?P<who>(?=[^:\n]*\b(?:inv\w{3,5}|bill|bil|quote|ankara|bili|risiti)\b)"
    r"[^\d:\n|@]{3,80}):\s+(?=[\s\S]*\d)",
    re.IGNORECASE,
)


# "Hello, could you prepare a bill for Mr. Otieno? He took ...": a paper for somebody with a proper name.
_FOR_SOMEBODY = re.compile(
    r"(?P<who>[^\d:\n|@]{0,60}?\b(?i:inv\w{3,5}|bill|quote|ankara|bili)\s+(?:for|to|of|kwa|ya)\s+"
    r"(?:(?:Mr|Mrs|Ms|Dr|Mama|Baba|M/s|Mzee|Shri|Smt)\.?\s+)?[A-Z][\w'’&-]*(?:\s+(?:[A-Z][\w'’&-]*|&|and\s+Sons)){0,3})"
    r"\s*[.?!:\n,-]\s+(?=\S)",
)


# "Lakshmi Stores (98450 12345) wants ...": nothing else of so many digits stands in brackets.
_PHONE = re.compile(r"\s*\(\s*\+?(?:\d[ -]?){9,13}\s*\)")
_GREETING = re.compile(
    r"\s*(?:(?:(?:please|pls|plz|kindly|tafadhali|kripya|कृपया)\s*,?\s+)|(?:hi|hello|hey|greetings|good\s+(?:morning|afternoon|evening|day)|habari(?:\s+(?:yako|za\s+\w+|ya\s+\w+))?|jambo|hujambo|niaje|mambo"
    r"|namaste|namaskar|नमस्ते|नमस्कार|ram\s+ram)(?:\s+(?:there|sir|madam|ji|bhai|boss|team|all|dear|जी|सर))*\s*[,.!\n-]+\s*)+",
    re.IGNORECASE,
)


# "Kapoor ji, 4 door locks"
_HONOURED = re.compile(
    r"\s*(?:(?:to|for)\s+)?(?P<who>(?:[A-Z][\w.'’&]*\s+){1,3}(?:ji|bhai|sahab|saheb|sahib|sir|madam))\s*[,:-]\s+"
)


def without_opening(text, names_something, says_number):
    """The text from its first item on, and without the name that it is addressed to."""
    text = _without_asking(text, names_something, says_number)
    match = _HONOURED.match(text)
    named = match and not says_number(match["who"]) and names_something(text[match.end() :])
    return text[match.end() :] if named else text


def _without_asking(text, names_something, says_number):
    """The text from its first item on.

    `names_something(text)` tells whether something sold is named there: "Invoice Ramesh for 3 fans" is to
    Ramesh, "Invoice website design for 15000" sells the design. `says_number(text)`: "charge him sixty thousand
    for the pump" names no person.
    """
    text = _PHONE.sub("", text)
    greeting = _GREETING.match(text)
    text = text[greeting.end() :] if greeting else text
    place = _PLACE.match(text)
    text = text[place.end() :] if place else text
    for form in (_DASHED, _HEADING, _FOR_SOMEBODY, _TALK):
        match = form.match(text)
        if match and form is _TALK and points_back(match["who"]):
            continue
        if match and not says_number(match["who"]) and names_something(text[match.end() :]):
            return text[match.end() :]
    for form in (*_SWAHILI, *_FOR_WHOM):
        match = form.match(text)
        if match and "who" in form.groupindex and says_number(match["who"]):
            continue
        if match and names_something(text[match.end() :]):
            return text[match.end() :]
    opening = _ASKING.match(text)
    if not opening:
        return text
    rest = text[opening.end() :]
    for form in _TO:
        match = form.match(rest)
        if match and says_number(match["who"]):
            continue
        if match and names_something(rest[match.end() :]):
            return rest[match.end() :]
    joint = _JOINT.match(rest)
    return rest[joint.end() :] if joint else rest
