"""How merchants write amounts: 15,000 - 1,50,000 - 15k - 1.5 lakh - KES 500 - five."""

import re
from decimal import Decimal

_SCALES = {
    "k": 1000,
    "thousand": 1000,
    "lakh": 100_000,
    "lac": 100_000,
    "crore": 10_000_000,
    "cr": 10_000_000,
}
_WORDS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ],
    )
} | {"a": 1, "an": 1, "dozen": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50, "hundred": 100}
CURRENCY = r"(?:kes|ksh|kshs|inr|rs\.?|₹|usd|\$|eur|€)"
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
# One amount: an optional currency, digits with any grouping or a word, an optional scale, an optional ending.
NUMBER = (
    rf"(?:(?P<{{0}}cur>{CURRENCY})\s*)?"
    rf"(?P<{{0}}num>\d[\d,]*(?:\.\d+)?|\b(?:{_WORD})\b)"
    rf"(?:\s*(?P<{{0}}scale>k|thousand|lakhs?|lacs?|crores?|cr)\b)?"
    rf"(?:\s*(?P<{{0}}cur2>kes|ksh|inr|rupees|shillings|bob|/=|/-))?"
)


def pattern(name):
    """The regular expression of an amount whose groups start with `name`."""
    return NUMBER.replace("{0}", name)


def value(match, name):
    """The Decimal of the amount that `match` found under `name`."""
    text = match[f"{name}num"].casefold().replace(",", "")
    number = Decimal(_WORDS[text]) if text in _WORDS else Decimal(text)
    scale = (match[f"{name}scale"] or "").casefold().removesuffix("s")
    return number * _SCALES.get(scale, 1)


def currencies(text):
    """ISO codes of the currencies that a text names."""
    named = {
        "KES": r"\b(?:kes|kshs?|shillings|bob)\b|/=",
        "INR": r"\b(?:inr|rs|rupees)\b|₹",
        "USD": r"\busd\b|\$|\bdollars?\b",
        "EUR": r"\beur\b|€|\beuros?\b",
    }
    return {code for code, words in named.items() if re.search(words, text, re.IGNORECASE)}
