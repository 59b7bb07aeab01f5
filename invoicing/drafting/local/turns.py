"""Turns of phrase that say the same as a plainer one: "2 fans, 5,200 for both", "list 3,500 but net 3,150"."""

import re

_AMOUNT = r"(?:(?:rs|ksh|kshs|kes)\.?\s*|₹\s*)?\d[\d,]*(?:\.\d+)?(?:/[-=])?"
_TWO = r"(?:2|two|do|dono|a pair of)"
_MONTHS = "jan|feb|mac|mar|apr|mei|jun|jul|ago|aug|sep|okt|oct|nov|des|dec"

# What is written, and what it means; in this order.
_RULES = tuple(
    (re.compile(form, re.IGNORECASE), meaning)
    for form, meaning in (
        # "table 7: 3 masala dosa", "do masala dosa table number 7 ke liye"
        (r"^\s*table\s+(?:no\.?\s*|number\s+|#\s*)?\d{1,3}\s*[:,-]\s*(?=\S)", ""),
        (
            r",?\s*\b(?:for\s+|at\s+|on\s+)?table\s+(?:no\.?|number|#)\s*\d{1,3}\b(?:\s+(?:ke\s+liye|ka|ki|pe|par|के\s+लिए))?",
            " ",
        ),
        (r"\btheir\s+(l?po)\s+(?:no\.?|number)\s+(?:is\s+)?", r"\1 number "),
        (r"\b(l?po|lso|order|ref|reference)\s+(no\.?|number|namba)\s+(?:is|ni|hai|:)\s+(?=\S*\d)", r"\1 \2 "),
        (
            rf"\b(?:list(?:\s+price)?|mrp|marked)(?:\s+(?:is|at))?\s*:?\s*{_AMOUNT}\s*,?\s*but\s+"
            r"(?:(?:net|we|i|give|gave|charge|charged|him|her|them|is|to|at)\s+)+(?=[\d₹r k])",
            "@ ",
        ),
        (r"\bp\s?/\s?(?=(?:kg|pcs?|bag|day|month)\b)", "per "),
        (r"(@|\bat|\brate)\s*(\d{2})\s*(?:paise|paisa)\b", r"\1 0.\2"),
        (
            r"\b(in\s+(?:total|all)|altogether)\s+for\s+(?:the\s+|all\s+)*(?:\d+|both|two|three|four)(?=\s*(?:$|[,.;\n]))",
            r"\1",
        ),
        (
            rf"(\b{_TWO}\s+[^\d,.;\n@]{{3,40}},?\s*{_AMOUNT})\s+for\s+(?:both|the\s+two|the\s+pair)\b",
            r"\1 in total",
        ),
        (r"(?<=[\d-])\s+for\s+(?:all|the)\s+(?:the\s+)?\d+(?=\s*(?:$|[,.;\n]))", " in total"),
        (r",\s*(?=(?:saizi|size|sized)\s+\d+\s*[x×]\s*\d)", " "),
        (r"(?<!\) )\b(one|two|three|four)\s+no\.\s+(?=\d|@|at\b)", r"\1 nos "),
        (r"\b(?:my|our|the)\s+(?:charges?|fees?)\s+(?:is|are|comes?\s+to)\s+(?=\d|rs|ks|₹)", "@ "),
        (r"\bon\s+(?=(?:every|each)\b)", ""),
        (r"^\s*put\s+down\s+(?=\S)", ""),
        (rf"\bmwezi\s+wa\s+(?=(?:{_MONTHS}))", ""),
        # "2 gas refills, the 13kg one"
        (
            r"^(\W*(?:\d+|[a-z]+))\s+((?:[a-z]+\s+){0,2}[a-z]+),\s+the\s+(\d+(?:\.\d+)?\s?(?:kg|litre|ltr|l|inch))\s+ones?\b",
            r"\1 \3 \2",
        ),
    )
)


def plain(text):
    """The text with each such turn in its plainer form."""
    for form, meaning in _RULES:
        text = form.sub(meaning, text)
    return text
