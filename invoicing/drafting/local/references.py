"""What points back at the last invoice: "copy over the last bill", "jo pichhli baar ka bill tha wahi"."""

import re

from invoicing.drafting.local import tokens as t

_PRICED = r"(?:rates?|prices?|bhaa?v|daam|bei|रेट|भाव|दाम)"
_PAPER = r"(?:invoice|bill|bil|order|one|draft|delivery|items?|things?|lines?|everything|chalan|ankara|bili|बिल|इनवॉइस)"
_SPAN = r"(?:month|week|year|time|quarter|mahin[ea]|hafte|saal|baar|bar|dafa|महीने|हफ्ते|बार|साल)"
_ENGLISH = (
    r"(?:repeat|copy|duplicate|clone|redo|re-?send|re-?issue|re-?use|same|like|as|use|bill)"
    rf"(?:\s+(?:over|out|again|as|like|in|on|from|of|per|it\s+was|{_PAPER}))*"
    rf"\s+(?:the\s+{_PAPER}\s+(?:from|of|for|in)\s+)?(?:(?:the|my|our|his|her|their|this|that)\s+)?(?:(?:client|customer)(?:'?s)?\s+)?"
    r"(?:last|previous|prior|earlier|past)"
    rf"(?:\s+(?:{_SPAN}|{_PAPER})(?:['’]?s)?)+(?:\s+(?:of|for|to)\s+(?:this|the|that)\s+(?:client|customer|party))?"
)
_ENGLISH += (
    r"|(?:exactly\s+|just\s+)?(?:what|as|whatever)\s+(?:we|i|you)\s+(?:had\s+)?(?:billed|invoiced|charged|sent|did|gave|sold)(?:\s+(?:to\s+)?(?:him|her|them|it))?"
    rf"\s+(?:on\s+|in\s+)?(?:the\s+)?(?:last|previous|prior)(?:\s+(?:{_SPAN}|{_PAPER}))+"
)
_ENGLISH += (
    rf"|(?:the\s+)?(?:same|identical|usual|regular|standard)(?:\s+(?:monthly|weekly|yearly))?\s+{_PAPER}"
    r"(?:\s+(?:as|like)\s+(?:before|usual|always|(?:last|previous)\s+\w+)|\s+again|\s+as\s+always)*(?=\s*(?:$|[,.;\n]|please|pls|but|with|plus|and|for))"
    rf"|(?:identical|equal|similar)\s+to\s+(?:the\s+)?(?:last|previous)(?:\s+(?:{_SPAN}|{_PAPER})(?:['’]?s)?)+"
    rf"|(?:re-?bill|re-?invoice|re-?charge)\s+(?:the\s+)?(?:last|previous)(?:\s+(?:{_SPAN}|{_PAPER})(?:['’]?s)?)+"
    rf"|(?:the\s+)?(?:last|previous)\s+{_SPAN}(?:['’]?s)\s+{_PAPER}(?:\s+again)?"
)
_ENGLISH += (
    rf"|(?:just\s+)?(?:copy|repeat|resend|use)\s+(?:the\s+)?{_PAPER}\s+(?:that\s+)?(?:we|i)\s+\w+(?:\s+(?:to|for))?(?:\s+[A-Z]\w+){{0,3}}"
    rf"\s+(?:last|previous)\s+{_SPAN}|same\s+{_PAPER}\s+as\s+(?:the\s+)?(?:other|last|previous)\s+{_SPAN}"
)
_AGO = r"(?:pich+h?l[aei]|purana|purane|last|previous|पिछल[ाेी]|पुरान[ाेी])"
_HINDI = (
    rf"(?:jo\s+|जो\s+)?{_AGO}(?:\s+{_SPAN})?"
    rf"(?:\s+(?:k[aei]|का|के|की|wal[aei]|वाल[ाेी]|tha|the|thi|था|थे|थी|diya|banaya|bheja|saama+n|sama+n|maal|सामान|बनाया|भेजा|jo|hi|ही|{_PAPER}))*"
    r"\s+(?:w?vahi|wahi|वही|jais[aei]|जैस[ाेी]|ki\s+tarah|की\s+तरह|dobara|दोबारा|repeat|copy|ph?ir\s+se|फिर\s+से|same)(?:\s+(?:hi|ही))?"
)
_HINDI += (
    rf"|(?:w?vahi|wahi|वही)(?:\s+(?:jo|जो|sab|maal|saman|cheez\w*))*\s+{_AGO}\s+{_SPAN}"
    r"(?:\s+(?:bheja|bheje|diya|diye|banaya|liya|gaya|tha|the|thi|था|थे|थी|wal[aei]|वाल[ाेी]))*"
)
_ENGLISH += (
    r"|(?:the\s+)?(?:very\s+)?same\s+(?:things?|items?|goods|stuff)\s+as\s+(?:(?:on|in|per)\s+)?(?:(?:his|her|their|the|my|our)\s+)?"
    rf"(?:last|previous|jan\w*|feb\w*|march|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)(?:['’]s)?\s+(?:{_SPAN}|{_PAPER})"
)
_SWAHILI = (
    r"(?:kama|rudia|sawa\s+na|same\s+na|vile\s?vile\s+kama|nakili|tuma\s+tena)(?:\s+(?:tena|ile|zile|hiyo|ya|za|kwa|vile|tu|na))*"
    rf"\s+(?:(?:{_PAPER})\s+(?:ya|za|ile\s+ya)\s+)?(?:mwezi|wiki|mara|mwaka)\s+(?:uliopita|iliyopita|jana|ya\s+mwisho|ya\s+jana|ulioisha)"
    rf"|(?:kama|rudia|sawa\s+na|nakili)\s+(?:ile\s+)?{_PAPER}\s+(?:iliyopita|ya\s+mwisho|ya\s+awali|ya\s+zamani|ya\s+kawaida)"
)
_BACK = re.compile(
    rf"(?<![\w-])(?:{_ENGLISH}|{_HINDI}|{_SWAHILI})(?![\w-])(?!\s+(?:wal[aei]\s+)?{_PRICED})", re.IGNORECASE
)
_ABOUT_PRICE = re.compile(rf"{_PRICED}\s+$", re.IGNORECASE)


def points_back(text):
    return bool(_BACK.search(text))


def merged(text, tokens):
    """The tokens with each such phrase as one of kind L; what says which rate holds is none."""
    for match in _BACK.finditer(text):
        said = [token for token in tokens if match.start() <= token.start and token.end <= match.end()]
        if said and not _ABOUT_PRICE.search(text[: match.start()]):
            at = tokens.index(said[0])
            rest = tokens[at + len(said) :]
            if rest and rest[0].text not in _STOPS:
                # "repeat last invoice with 6 water filters": what is different stands apart.
                rest = [t.Token("m", ",", rest[0].start, rest[0].start), *rest]
            tokens = [*tokens[:at], t.merged(said, "L"), *rest]
    return tokens


_STOPS = frozenset((",", ".", ";", "!", "?", "\n", "-", ":", "(", ")", "|"))
