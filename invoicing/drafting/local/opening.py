"""How a request begins: "please create an invoice for", "Invoice Ramesh for", "Bill Mama Njeri:"."""

import re

_ASKING = re.compile(
    r"\s*(?:(?:please|kindly|hi|hello|hey|ok|okay|so|now)[\s,]+)*"
    r"(?:(?:can|could|would|will)\s+you\s+|(?:i|we)\s+(?:need|want|would\s+like)\s+(?:to\s+)?|let'?s\s+)?"
    r"(?:please\s+|kindly\s+)?"
    r"(?:(?:create|make|write|prepare|generate|draft|raise|send|issue|do|add|start|open)\s+)?"
    r"(?:(?:me|us|him|her|them|up)\s+)?(?:(?:an?|the|one|new|another|this)\s+)*(?:(?:tax|sales|proforma|gst|vat)\s+)?"
    r"(?P<verb>invoice|bill|charge|quote)\b\s*",
    re.IGNORECASE,
)
_NAME = r"(?P<who>(?!(?:for|of)\b)[^\d:,;.@₹$]{2,60}?)"
_TO = (
    re.compile(rf"(?:to|for)?\s*{_NAME}\s*:\s*"),
    re.compile(rf"to\s+{_NAME}\s+(?:for|of)\s+", re.IGNORECASE),
    re.compile(rf"{_NAME}\s+for\s+", re.IGNORECASE),
    # Behind "for" only a proper name is one: "for web hosting for 3 months" names the thing.
    re.compile(r"for\s+(?P<who>(?:[A-Z][\w.'’&-]*\s+){1,4})for\s+"),
    re.compile(r"(?P<who>(?:[A-Z][\w.'’&-]*\s+){1,4})(?=(?:[₹$]|\w{2,4}\.?\s?)?\d[\d,.]*k?\s+(?:for|of)\b)"),
)
_JOINT = re.compile(r"(?:(?:for|of|with|as|:|-|,)\s*(?:the\s+following\s*:?\s*)?)+(?=\W|\b)", re.IGNORECASE)


def without_opening(text, names_something):
    """The text from its first item on.

    `names_something(text)` tells whether something sold is named there: "Invoice Ramesh for 3 fans" is to
    Ramesh, "Invoice website design for 15000" sells the design.
    """
    opening = _ASKING.match(text)
    if not opening:
        return text
    rest = text[opening.end() :]
    for form in _TO:
        match = form.match(rest)
        if match and names_something(rest[match.end() :]):
            return rest[match.end() :]
    joint = _JOINT.match(rest)
    return rest[joint.end() :] if joint else rest
