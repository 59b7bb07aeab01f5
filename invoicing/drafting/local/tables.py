"""A typed table: "Item | Qty | Rate" over its rows, written out as sentences."""

import re

_CELL = re.compile(r"\s*(?:\||\t)\s*")
_ROLES = {
    "": r"(?:s\.?\s?no|sr|no|#|hsn|amount|total|value|kul|jumla)\.?",
    "name": r"(?:items?|description|particulars|products?|goods|service|details|saa?maa?n|bidhaa|maelezo"
    r"|सामान|विवरण|आइटम)",
    "qty": r"(?:qty|quantity|nos|units?|pcs|pieces|matra|idadi|kiasi|मात्रा|संख्या)\.?",
    "rate": r"(?:(?:unit\s+)?(?:rate|price|cost)|rate/unit|each|bhaa?v|daam|bei|दर|भाव|रेट|दाम|मूल्य)",
}
_ROLE = {name: re.compile(rf"{form}(?:\s*\(.{{1,12}}\))?", re.IGNORECASE) for name, form in _ROLES.items()}


def written_out(text):
    """The text with each row of a table as "name qty 24 rate 1,150"; other lines stay as they are."""
    lines, heads = [], None
    for line in text.split("\n"):
        cells = [cell for cell in _CELL.split(line.strip().strip("|")) if cell]
        if len(cells) > 1 and (found := _heads(cells)):
            heads = found
        elif heads and len(cells) == len(heads):
            lines.append(_row(heads, cells))
        else:
            lines.append(" ".join(cells) if heads else line)
    return "\n".join(lines)


def _heads(cells):
    """The columns' roles, or None where these cells are no table's head."""
    roles = [next((name for name, form in _ROLE.items() if form.fullmatch(cell)), None) for cell in cells]
    return roles if None not in roles and {"name", "rate"} <= set(roles) else None


def _row(heads, cells):
    told = dict(zip(heads, cells, strict=True))
    count = f" qty {told['qty']}" if told.get("qty") else ""
    return f"{told['name']}{count} rate {told['rate']}"
