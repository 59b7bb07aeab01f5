"""What may leave the machine: the sentence without phones, e-mails, tax ids, addresses and the customer's name.

A number that reads as money or as a count stays. What could be either goes: the built-in drafter reads it anyway.
"""

import re

# Vowel signs and joiners belong to their word, though they are no \w.
_SIGNS = "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u200c\u200d"
_BEGIN, _END = rf"(?<![\w{_SIGNS}])", rf"(?![\w{_SIGNS}])"
# No word of a name of a place; so "385 each for MG Road" keeps its price.
_OTHER = (
    r"at|each|for|to|of|per|and|with|from|rs|drop|deliver|delivered|delivery|send|ko|ka|ki|ke|par|pe|kwa|na|ya|hadi"
    r"|को|का|की|के|पर|में|और"
)
_WORD = rf"(?!(?:{_OTHER}){_END})[^\W\d_][\w.'{_SIGNS}-]{{0,40}}"
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\ufeff\u00ad]")

_AT, _DOT = r"\s+[(\[]?at[)\]]?\s+", r"(?:\.|\s+[(\[]?dot[)\]]?\s+)"
_EMAIL = re.compile(
    rf"[^\s<>\"'(),;:]+@[^\s<>\"'(),;:]+"
    rf"|(?<![\w-])[\w-]{{1,40}}(?:{_DOT}[\w-]{{1,40}})?{_AT}[a-z][\w-]{{0,60}}{_DOT}[a-z]{{2,}}",
    re.IGNORECASE,
)
_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
# GSTIN, PAN, KRA PIN: apart, in lower case, stuck to a word before or behind.
_TAX_ID = re.compile(
    r"(?<!\d)\d{2}[\s-]?[a-z]{5}[\s-]?\d{4}[\s-]?[a-z][\s-]?[0-9a-z][\s-]?[a-z][\s-]?[0-9a-z]"
    r"|[a-z]{5}\d{4}[a-z](?!\d)|\b(?-i:[A-Z]{5}\s?\d{4}\s?[A-Z])\b"
    r"|[ap]\d{9}[a-z]|\b[ap]\s?\d{9}\s?[a-z]\b",
    re.IGNORECASE,
)
# Nine digits and more, however they are grouped, unless they read as an amount (1,50,00,000).
_GAP = r"[\s().\-/_\u00b7\u2010-\u2015\u2212]{0,3}"
_PHONE = re.compile(
    r"(?P<amount>(?<!\d)\d{1,3}(?:,\d{2,3})+(?!,?\d)(?:\.\d{1,2}(?!\d))?)"
    rf"|(?<!\d)\+?\(?(?:\d(?:{_GAP}\d){{8,}}|\d{{5}},\s?\d{{5}}|\d{{3}},\s?\d{{3}},\s?\d{{4}})(?!\d)"
)
_UPI = re.compile(r"\b[\w.-]{2,}@[a-z]{2,}\b", re.IGNORECASE)

_PLACE = (
    r"road|rd|street|st|avenue|ave|lane|nagar|colony|sector|marg|chowk|bazaar|mohalla|gali|floor|building|plaza|house"
    r"|apartment|flat|estate|highway|layout|enclave|vihar|bagh|puram|mtaa|barabara|jengo|ghorofa|plot"
    r"|नगर|गली|मोहल्ला|सेक्टर|मार्ग|चौक|बाज़ार|बाजार|कॉलोनी|कालोनी|विहार|बाग|पुरम|एन्क्लेव|भवन|मकान|फ्लैट|प्लॉट|मंज़िल|मंजिल"
    r"|बिल्डिंग|रोड|सड़क"
)
_NUMBER = r"(?:(?:no|number|नंबर|नम्बर|नं|न|संख्या)\.?\s*)?\d[\w/-]*"
# A PIN of India has six digits and never ends in 000, as an amount may; Kenya's have five.
_CODE = r"(?:[1-9]\d{2}\s?(?!000)\d{3}|0\d{4}|[1-9]0100)(?!\d)"
_CITY = (
    r"delhi|mumbai|bengaluru|bangalore|chennai|kolkata|hyderabad|pune|ahmedabad|jaipur|lucknow|kanpur|surat|noida"
    r"|gurgaon|gurugram|indore|bhopal|patna|nagpur|nairobi|mombasa|kisumu|nakuru|eldoret|thika"
    r"|दिल्ली|मुंबई|बेंगलुरु|चेन्नई|कोलकाता|हैदराबाद|पुणे|अहमदाबाद|जयपुर|लखनऊ|कानपुर|सूरत|नोएडा|इंदौर|भोपाल|पटना|नागपुर"
)
_ADDRESS = re.compile(
    rf"{_BEGIN}(?:(?<!\.)\d{{1,6}}[\w/-]{{0,8}}[\s,]+)?(?:{_WORD}\s+){{0,3}}(?:{_PLACE}){_END}\.?(?:[\s,]+{_NUMBER})?"
    rf"(?:\s*,\s*{_WORD}(?:\s+{_WORD})?[\s,-]*{_CODE})?"
    rf"|{_BEGIN}(?:{_CITY})[\s,-]+{_CODE}"
    rf"|{_BEGIN}(?:p\.?\s?o\.?\s+box|s\.?\s?l\.?\s?p\.?)\s*(?:no\.?\s*)?\d+(?:\s*-\s*\d+)?"
    rf"|{_BEGIN}(?:pin(?:\s*code)?|pincode|पिन(?:\s*कोड)?)\s*[:-]?\s*\d{{3}}\s?\d{{3}}(?!\d)"
    rf"|{_BEGIN}(?:address|pata|anwani|पता)\s*[:-]\s*[^.;\n]+",
    re.IGNORECASE,
)
_SMALL = frozenset(
    ("ltd", "limited", "llp", "company", "traders", "stores", "shop", "the", "and", "sons", "services")
)
# The country's code and the first digit.
_LEADING = r"(?:(?<!\d)\+?\d{1,3}[\s().-]{0,3})?\(?\d?[\s().-]{0,3}"
# What may be stuck to a name: "rameshko", "रमेशजी".
_TAIL = r"(?:ji|ko|ne|ka|ki|ke|se|bhai|जी|को|ने|का|की|के|से)?"


def redacted(text, secrets=()):
    """`text` with every such thing replaced by a word in brackets; `secrets`: further words that must not leave."""
    text = _INVISIBLE.sub("", text)
    for secret in sorted(secrets, key=len, reverse=True):
        text = _without(text, secret)
    for pattern, word in (
        (_LINK, "[link]"),
        (_EMAIL, "[e-mail]"),
        (_TAX_ID, "[id]"),
        (_PHONE, lambda found: found["amount"] or "[phone]"),
        (_UPI, "[id]"),
        (_ADDRESS, "[place]"),
    ):
        text = pattern.sub(word, text)
    return text


def _without(text, secret):
    """The secret as a whole, and each of its own words: a customer is often called by one name."""
    text = re.sub(re.escape(secret), "[customer]", text, flags=re.IGNORECASE)
    digits = re.sub(r"\D", "", secret)
    if len(digits) >= 7:
        text = re.sub(_LEADING + r"\D{0,3}".join(digits[-9:]), "[phone]", text)
    for word in re.split(r"[\s,.;:/()@&\"'_-]+", secret):
        if _is_own(word):
            text = re.sub(rf"{_BEGIN}{re.escape(word)}{_TAIL}{_END}", "[customer]", text, flags=re.IGNORECASE)
    return text


def _is_own(word):
    """Whether a word of a secret tells who it is: a name, or a code of six digits; not "12", "Road" or "Ltd"."""
    if word.isdecimal():
        return len(word) >= 6
    if len(word) < 3 or any(char.isdecimal() for char in word):
        return False
    return word.casefold() not in _SMALL and not re.fullmatch(_PLACE, word, re.IGNORECASE)
