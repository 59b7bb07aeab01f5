"""An address as the document's object {street, city, state, postal_code, country}, kept as text in one column."""

import json

PARTS = ("street", "city", "state", "postal_code", "country")


def pack(address):
    """The object (or a plain text, taken as the street) -> the text that is stored."""
    if not isinstance(address, dict):
        address = {"street": address or ""}
    kept = {part: str(address.get(part) or "").strip() for part in PARTS}
    kept = {part: text for part, text in kept.items() if text}
    return json.dumps(kept, ensure_ascii=False) if kept else ""


def parts(text):
    """The stored text -> the object; every part is there, unknown ones are empty."""
    return dict.fromkeys(PARTS, "") | _found(text)


def lines(text):
    """As people write it on an envelope, a line each."""
    address = parts(text)
    town = f"{address['city']} {address['postal_code']}".strip()
    return "\n".join(filter(None, (address["street"], town, address["state"], address["country"])))


def _found(text):
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {"street": text}
