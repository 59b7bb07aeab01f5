"""Words that are aimed at the machine and not at the invoice: left out, and the draft says so."""

import re

_CLAUSES = re.compile(r"(?<=[.;!?\n])\s+|(?<=,)\s+(?!\d)|\s+(?=\b(?:and|then)\b)", re.IGNORECASE)
_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass|skip)\b.{0,40}"
    r"\b(?:instructions?|rules?|prompts?|above|previous|prior|earlier|policy|polic|everything|checks?|review|limits?)\b"
    r"|\b(?:system|developer|hidden)\s+(?:prompt|message|instructions?)\b"
    r"|\byou\s+are\s+(?:now|no\s+longer|an?)\b|\bpretend\b|\bact\s+as\b|\bjailbreak\b|\bdeveloper\s+mode\b"
    r"|\b(?:mark|set|make|change|treat|flag|approve|record|count)\b.{0,30}\b(?:as\s+)?"
    r"(?:paid|settled|approved|reviewed|sent|cleared|confirmed)\b"
    r"|\b(?:set|make|change|force|keep)\b.{0,20}\b(?:totals?|tax|vat|gst|amount|balance|price|rate)s?\b.{0,12}"
    r"\b(?:to|as|=|be)?\s*(?:zero|0|nil|nothing|free)\b"
    r"|\b(?:set|force|override)\s+the\s+(?:total|tax|amount|balance|status|confidence)\b"
    r"|\b(?:reveal|print|show|output|repeat|leak|list)\b.{0,30}"
    r"\b(?:prompt|password|api\s*keys?|secrets?|instructions?|customers?|phones?|e-?mails?|database)\b"
    r"|\b(?:delete|drop|truncate|update|select)\s+(?:all|table|from|every|the\s+database)\b"
    r"|\b(?:approve|send|issue|auto-?send)\b.{0,25}\b(?:automatically|without\s+(?:asking|review|approval)|immediately\s+to\s+all)\b"
    r"|\b(?:status|confidence)\s*[:=]|<\s*/?\s*(?:system|script|instructions?)\b|\[\s*(?:system|inst)\b",
    re.IGNORECASE | re.DOTALL,
)


def without_orders(text):
    """(the text without such clauses, whether there were any)."""
    if not _ORDERS.search(text):
        return text, False
    parts = [part for part in _CLAUSES.split(text) if not _ORDERS.search(part)]
    left = " ".join(parts)
    # An order that spreads over several clauses: nothing of the text can be trusted to be an item.
    return ("", True) if _ORDERS.search(left) else (left, True)
