"""What may leave the machine: the sentence without phones, e-mails, tax ids, addresses and the customer's name."""

import re

_EMAIL = re.compile(r"[^\s<>\"'(),;:]+@[^\s<>\"'(),;:]+", re.IGNORECASE)
_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
# GSTIN, PAN, KRA PIN; also written apart or in lower case.
_TAX_ID = re.compile(
    r"\b(?:\d{2}\s?[a-z]{5}\s?\d{4}\s?[a-z]\s?[1-9a-z]\s?[a-z]\s?[0-9a-z]|[a-z]{5}\s?\d{4}\s?[a-z]|[ap]\s?\d{9}\s?[a-z])\b",
    re.IGNORECASE,
)
# Nine digits and more, however they are grouped, unless they read as an amount (1,50,00,000).
_PHONE = re.compile(r"(?<![\w,])\+?\(?\d(?:[\s().-]?\d){8,}(?!\w)")
_UPI = re.compile(r"\b[\w.-]{2,}@[a-z]{2,}\b", re.IGNORECASE)
_PLACE = (
    r"road|rd|street|st|avenue|ave|lane|nagar|colony|sector|marg|chowk|bazaar|mohalla|gali|floor|building|plaza|house|apartment"
    r"|flat|estate|highway|layout|enclave|vihar|mtaa|barabara|jengo|ghorofa|plot"
)
_ADDRESS = re.compile(
    rf"\b(?:\d+[\w/-]*[\s,]+)?(?:[^\W\d_][\w.'-]*\s+){{0,3}}(?:{_PLACE})\b\.?(?:[\s,]+(?:no\.?\s*)?\d[\w/-]*)?"
    r"|\bp\.?\s?o\.?\s+box\s+\d+(?:\s*-\s*\d+)?|\b(?:pin(?:\s*code)?|pincode)\s*[:-]?\s*\d{6}\b"
    r"|\b(?:address|pata|anwani|पता)\s*[:-]\s*[^.;\n]+",
    re.IGNORECASE,
)
_SMALL = frozenset(
    ("ltd", "limited", "llp", "company", "traders", "stores", "shop", "the", "and", "sons", "services")
)


def redacted(text, secrets=()):
    """`text` with every such thing replaced by a word in brackets; `secrets`: further words that must not leave."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = _without(text, secret)
    for pattern, word in (
        (_LINK, "[link]"),
        (_EMAIL, "[e-mail]"),
        (_TAX_ID, "[id]"),
        (_PHONE, "[phone]"),
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
        text = re.sub(r"\D{0,2}".join(digits[-9:]), "[phone]", text)
    for word in re.findall(r"[^\W\d_]{3,}", secret):
        if word.casefold() not in _SMALL:
            text = re.sub(rf"\b{re.escape(word)}\b", "[customer]", text, flags=re.IGNORECASE)
    return text
