"""A sentence -> conditions (discount, tax, due date) and one clause per item."""

import re
from dataclasses import dataclass
from decimal import Decimal

from invoicing.drafting.local import numbers
from invoicing.drafting.local.dates import take_due

_OPENING = re.compile(
    r"^\s*(?:please\s+)?(?:(?:create|make|write|prepare|generate|draft|raise|send)\s+)?(?:me\s+)?(?:an?\s+|the\s+)?"
    r"(?:new\s+)?(?:invoice|bill)\s*(?:(?:to|for)\s+(?:the\s+)?customer\b)?\s*(?:for|of|:|-)?\s+",
    re.IGNORECASE,
)
_PERCENT_OFF = re.compile(
    r"[,;]?\s*(?:and\s+|with\s+)?(?:an?\s+)?(?:(?:less|discount(?:\s+of)?|minus)\s+)?(\d{1,2}(?:\.\d+)?)\s*"
    r"(?:%|per\s?cent)\s*(?:off|discount)?",
    re.IGNORECASE,
)
_AMOUNT_OFF = re.compile(
    rf"[,;]?\s*(?:and\s+|with\s+)?(?:a\s+)?(?:(?:less|minus|discount(?:\s+of)?)\s+{numbers.pattern('d')}"
    rf"|{numbers.pattern('e')}\s+(?:off|discount))(?:\s+discount)?",
    re.IGNORECASE,
)
_INCLUSIVE = re.compile(
    r"[,;(]?\s*(?:(?:vat|gst|tax(?:es)?)[\s-]*inclusive|inclusive\s+of\s+(?:all\s+)?(?:vat|gst|tax(?:es)?)"
    r"|incl(?:\.|uding|udes?|usive)?\s+(?:of\s+)?(?:all\s+)?(?:vat|gst|tax(?:es)?))\)?",
    re.IGNORECASE,
)
_PLUS_TAX = re.compile(r"[,;]?\s*(?:\+|plus|and)\s*(?:\d{1,2}\s*%\s*)?(?:vat|gst|tax)\b", re.IGNORECASE)
_MACHINE = re.compile(
    r"\b(?:ignore|disregard|forget)\b.{0,40}\b(?:instruction|above|previous|rule|prompt)s?\b|\bsystem\s*prompt\b"
    r"|\bmark\b.{0,20}\b(?:as\s+)?paid\b|\bset\b.{0,20}\b(?:tax|total|vat|gst)\b.{0,12}\b(?:to\s+)?(?:zero|0)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*(?:;|\n|,(?!\d{2,3}\b)|\.\s|\band\s+also\b|\bplus\b|\balso\b|\band\b(?=.*\d)|\+)\s*", re.I
)

_AND = re.compile(r"^(?:and|also|plus|with)\s+", re.IGNORECASE)


@dataclass
class Sentence:
    items: list[str]
    due_in_days: int | None = None
    discount: Decimal = Decimal("0.00")
    discount_percent: Decimal | None = None
    tax_inclusive: bool = False
    tells_the_machine: bool = False
    currencies: frozenset = frozenset()


def read(prompt, today):
    """The parts of a prompt; what is aimed at the machine and not at the invoice is cut out and noted."""
    text = " ".join(prompt.split())
    sentence = Sentence(items=[], currencies=frozenset(numbers.currencies(text)))
    if _MACHINE.search(text):
        sentence.tells_the_machine = True
        text = " ".join(part for part in re.split(r"(?<=[.;!])\s+", text) if not _MACHINE.search(part))
    text = _OPENING.sub("", text)
    sentence.due_in_days, text = take_due(text, today)
    text = _take_tax(text, sentence)
    text = _take_discount(text, sentence)
    parts = (_AND.sub("", part.strip(" ,.;:")) for part in _BETWEEN.split(text))
    sentence.items = [part for part in parts if part]
    return sentence


def _take_tax(text, sentence):
    if _INCLUSIVE.search(text):
        sentence.tax_inclusive = True
        text = _INCLUSIVE.sub(" ", text)
    return _PLUS_TAX.sub(" ", text)


def _take_discount(text, sentence):
    if match := _PERCENT_OFF.search(text):
        sentence.discount_percent = Decimal(match[1])
        return text[: match.start()] + " " + text[match.end() :]
    if match := _AMOUNT_OFF.search(text):
        sentence.discount = numbers.value(match, "d" if match["dnum"] else "e")
        return text[: match.start()] + " " + text[match.end() :]
    return text
