"""One way of writing: digits, dashes, fractions, inches, days; what stands there means the same."""

import calendar
import re

from invoicing.drafting.local import turns
from invoicing.drafting.local.words import english

_SHORT = re.compile(
    r"\b((?i:incl|inc|excl|approx)|(?i:nos|no|pcs?|kgs?|gms?|hrs?|ltrs?|mtrs?|doz|pkts?|ctn|yrs?|mths?|qty)"
    r"(?=\.\s+[a-z0-9@]))\."
)

_TWENTY_FIVE = re.compile(rf"\b({'|'.join(english.TENS)})-({'|'.join(english.ONES[1:10])})\b", re.IGNORECASE)

_BULLET = re.compile(r"\n\s*(?:\d{1,2}[.)]|[-*•])\s+")

_DEVANAGARI_DIGITS = str.maketrans("०१२३४५६७८९", "0123456789")

_FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75"}

_RATIO = re.compile(r"(?<![\w/.,-])(?:(\d{1,3})(?:\s+|-))?([13])/([24])(?![\w/.])")


_QUOTED = re.compile(r"""^\s*["“”'](.*)["“”']\s*$""", re.DOTALL)
# 32" and 32'' are inches.
_INCHES = re.compile(r"""(?<![\w.])(\d+(?:\.\d+)?)(?:"|”|'')(?=[\s,;)]|$)""")


# "Item 2: wheel alignment"; "three things: ..."
_ITEM_NUMBER = re.compile(r"\b(?:item|line)\s*(?:no\.?\s*)?\d{1,2}\s*[:.)-]\s*", re.IGNORECASE)
_THINGS = re.compile(
    r"(?:\bfor\s+)?\b(?:the\s+)?(?:\d|one|two|three|four|five|six)\s+(?:line\s+)?(?:things|items|products|services)"
    r"(?:\s+for\s+[A-Z][\w ]{1,30})?\s*[:.]\s",
    re.IGNORECASE,
)
_MONTH = "|".join(name for name in (*calendar.month_abbr, *calendar.month_name) if name)
_MONTHS = re.compile(rf"\b({_MONTH})-({_MONTH})\b", re.IGNORECASE)
_TAX_AND = re.compile(r"\b(vat|gst|tax)-(inclusive|exclusive|included|excluded|free|exempt)\b", re.IGNORECASE)
# "in two weeks' time"
_IN_TIME = re.compile(r"(?<=[a-z])['’]s?\s+time\b")


# "a 5-day credit", "a week's credit"
_TERM = re.compile(
    r"\b(\d{1,3}|two|three|one)-(day|week|month)s?(?=\s+(?:credit|terms?|payment|net|period))", re.IGNORECASE
)
_WEEKS = re.compile(r"\b(days?|weeks?|months?|fortnight)['’]s?(?=\s+(?:credit|terms?|period))", re.IGNORECASE)
# "on 14/11": a day and its month, where a fraction can't stand.
_DAY_AND_MONTH = re.compile(
    r"\b(on|by|before|dated|date|due|till|until|tarehe)\s+(\d{1,2})/(1[0-2]|0?[1-9])(?![\d/])", re.IGNORECASE
)


# "1.2 M" is money, "1.2 m" is cloth.
_PRICE_BEFORE = (
    r"(?:(?<=@)|(?<=@ )|(?<=\bat )|(?<=\bfor )|(?<=kes )|(?<=ksh )|(?<=kshs )"
    r"|(?<=rs )|(?<=rs\.)|(?<=rs\. )|(?<=₹)|(?<=₹ ))"
)
_PRICED_MILLION = re.compile(
    rf"(?:{_PRICE_BEFORE}(\d{{1,3}}(?:\.\d+)?)\s?m\b(?!\s*(?:of|long|wide|[x×*@]|\d|[a-z]))"
    r"|(?<![\w.])(?P<mil>\d{1,3}(?:\.\d+)?)\s?mil\b|^\s*(?P<first>\d{1,3}(?:\.\d+)?)m(?=\s+for\b))",
    re.IGNORECASE,
)
_PRICED_LAKH = re.compile(rf"(?i:{_PRICE_BEFORE})(\d{{1,3}}(?:\.\d+)?)\s?L\b(?!\s*\w)")
_DIGITS = {word: at for at, word in enumerate(english.ONES[:10])}
_POINT = re.compile(
    rf"\b({'|'.join(english.ONES[:10])})\s+point\s+({'|'.join(english.ONES[:10])})\b", re.IGNORECASE
)
# "1 250 000" is not said of anything but thousands.
_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})*(?: 000)(?![\d.,])")
_NO_CHARGE = re.compile(
    r"\b(?:at\s+no\s+(?:extra\s+)?(?:charge|cost)|on\s+the\s+house|as\s+a\s+(?:free\s+)?gift|free\s+of\s+(?:charge|cost)|without\s+charge"
    r"|no\s+charge\s+for)\b",
    re.IGNORECASE,
)
# Which rate holds, where none is said: the history knows it.
_SAME_PRICE = re.compile(
    r"(?:\b(?:at|on|for|with|@)\s+)?\b(?:(?:the|our|my|his|her|their|your)\s+)?"
    r"(?:(?:usual|normal|regular|old|previous|last|agreed|same|standard|existing|earlier)\s+(?:price|rate|cost)s?"
    r"(?:\s+(?:as|like|of|from)\s+(?:before|usual|always|agreed|(?:the\s+)?(?:last|previous)\s+\w+))*"
    r"|(?:price|rate)s?\s+(?:that\s+)?we\s+\w+(?:\s+(?:him|her|them))?(?:\s+(?:last|previous)\s+\w+)?"
    r"|same\s+as\s+before\s+(?:price|rate)|(?:price|rate)\s+(?:as|like)\s+(?:before|usual|always|last\s+\w+))\b(?!\s*(?:is|of|:|@|was)?\s*\d)"
    r"|\b(?:pich+h?l[aei]|hamesha|purana|purane|wahi|usi)\s+(?:wal[aei]\s+)?(?:rate|daam|bhaa?v)s?(?:\s+(?:par|pe|se|mein|me)\b|(?:\s+hi)?\b(?!\s*\d))"
    r"|\b(?:kama\s+|kwa\s+)?bei\s+(?:ya\s+(?:kawaida|zamani|mwisho|awali|siku\s+zote)|ile\s*ile(?:\s+ya\s+(?:mwisho|awali|zamani|kawaida))?|hiyo\s*hiyo|kama\s+kawaida)\b(?!\s*\d)",
    re.IGNORECASE,
)
_MILLION = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)\s?(?:M|mn|mln|mio)(?![\w])")


# "26 k hisab se": the letter stands for "ke", not for thousands.
_KE = re.compile(r"\bk(?=\s+(?:hisa+b|bha+v|rate|liye|andar|baad|sa+th|paise|rupaye)\b)", re.IGNORECASE)
_SQUARE = re.compile(r"\bsq\.?[ -]?(?:ft|feet|foot)\b(?:\.(?!\d))?", re.IGNORECASE)
# "invioce", "plese": what asks for the paper is often typed in haste.
_HASTE = {
    "invoice": "invoce invioce invoic inovice invocie invoise invoiec invoicee",
    "please": "plese pleas plase pease plz pls plss",
    "kindly": "kindy kndly kinldy",
    "prepare": "prepair prepar perpare",
    "raise": "rase rais riase",
    "make": "mke maek",
    "create": "creat craete",
    "generate": "genrate genarate",
    "discount": "discout discont disount dicount",
    "received": "recieved recived recvd rcvd",
    "advance": "advnce advanc adv",
    "including": "includng inclding",
    "inclusive": "inclusve inclusiv inclsive",
    "payment": "paymnt payement pymt",
    "delivery": "delivary delvery",
    "each": "eahc eech",
    "customer": "custmer costumer",
}
_TYPED = {form: word for word, forms in _HASTE.items() for form in forms.split()}
_IN_HASTE = re.compile(rf"(?<![\w@./-])(?:{'|'.join(_TYPED)})(?![\w@/-])", re.IGNORECASE)


def corrected(text):
    """The words of every request as they are spelled."""
    text = _FOR.sub(r"\1 for ", _DISC.sub("discount", text))
    return _IN_HASTE.sub(lambda match: _TYPED[match[0].casefold()], text)


# "invoice 4 Kamau", "Dr. Iyer"
_FOR = re.compile(r"\b(invoice|bill|inv)\s+[24]\s+(?=[A-Z][a-z]+\b(?!s\b))")
_TITLE = re.compile(r"\b(Dr|Mr|Mrs|Ms|St|Prof|Smt|Shri|Eng)\.\s+(?=[A-Z])")
# "disc 10%", but a brake disc.
_DISC = re.compile(
    r"\bdisc\b\.?(?=\s*:?\s*\d+(?:\.\d+)?\s*%)|(?<=% )disc\b\.?"
    r"|(?:(?<=[,;.(&+])|(?<=[,;.(&+] )|(?<=less )|(?<=and )|(?<=minus ))disc\b\.?"
    r"(?=\s*:?\s*(?:rs\.?|kes|kshs?\.?|₹)?\s*\d)",
    re.IGNORECASE,
)


def plain(text):
    """One way of writing; a full stop behind an abbreviation and a list's bullets say nothing."""
    text = text.translate(_DEVANAGARI_DIGITS)
    text = re.sub(r"(?<=\d)(?=[\u0904-\u0939])", " ", text)
    for char, digits in _FRACTIONS.items():
        text = re.sub(rf"(?<=\d){char}", digits, text).replace(char, f"0{digits}")
    text = _RATIO.sub(lambda match: f"{int(match[1] or 0) + int(match[2]) / int(match[3]):g}", text)
    text = _TITLE.sub(r"\1 ", _KE.sub("ke", text))
    text = _SQUARE.sub("sqft", text)
    text = turns.plain(_QUOTED.sub(r"\1", text))
    text = re.sub(r",[ \t]*\n\s*(?![-*•\d])", ", ", text)
    text = _INCHES.sub(r"\1-inch", text)
    text = _DAY_AND_MONTH.sub(_named_month, text)
    text = _ITEM_NUMBER.sub(". ", text)
    text = _THINGS.sub(" ", text)
    text = _MONTHS.sub(r"\1 to \2", text)
    text = re.sub(r"\bzero[- ]rated\b(?!\s+(?:vat|gst|tax))", "nil tax", text, flags=re.IGNORECASE)
    text = _TAX_AND.sub(r"\1 \2", text)
    text = _IN_TIME.sub("", text)
    text = _TERM.sub(lambda match: f"{match[1]} {match[2]}", text)
    text = _WEEKS.sub(r"\1", text)
    text = _MILLION.sub(r"\1 million", text)
    text = _PRICED_MILLION.sub(lambda match: f"{match[1] or match['mil'] or match['first']} million", text)
    text = _PRICED_LAKH.sub(r"\1 lakh", text)
    text = _POINT.sub(lambda match: f"{_DIGITS[match[1].casefold()]}.{_DIGITS[match[2].casefold()]}", text)
    text = _SPACED.sub(lambda match: match[0].replace(" ", ""), text)
    text = _NO_CHARGE.sub("free", text)
    text = re.sub(r"\bwith (?=(?:a )?(?:free|complimentary)\b)", ", ", text, flags=re.IGNORECASE)
    text = re.sub(r"(?<=[.\n])\s*\*(?=\d+\b)", " correction: ", text)
    text = _SAME_PRICE.sub(" ", text)
    text = _TWENTY_FIVE.sub(r"\1 \2", text)
    text = _SHORT.sub(lambda match: f"{match[1]} ", text)
    bullets = len(_BULLET.findall(f"\n{text}"))
    text = _BULLET.sub("\n", f"\n{text}") if bullets > 1 or re.match(r"\s*1[.)]\s", text) else text
    return text.replace("–", "-").replace("—", "-").replace("\N{MINUS SIGN}", "-")


def _named_month(match):
    return f"{match[1]} {match[2]} {calendar.month_abbr[int(match[3])]}"
