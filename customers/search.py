"""Finding a party by name, phone or e-mail, in shapes that keep their index under row security.

``LIKE`` is not leakproof, so below a row policy PostgreSQL would read the whole shop for it; ranges and ``=``
are, and use (business_id, name_key).
"""

import unicodedata

from django.db.models import Q

# The last code point sorts after every continuation of a prefix.
_END = "\U0010ffff"


def matching(rows, text):
    """`rows` (of Party) that fit `text`: the start of any word of the name, a phone fragment, an e-mail's start."""
    text = " ".join(text.split())
    if not text:
        return rows
    key = fold(text)
    found = Q(name_key__gte=key, name_key__lt=key + _END) | Q(name_key__contains=f" {key}")
    digits = "".join(char for char in text if char.isdecimal()).lstrip("0")
    if len(digits) >= 3 and not any(char.isalpha() for char in text):
        found |= Q(phone__contains=digits) | Q(secondary_phone__contains=digits)
    if "@" in text or text.isascii():
        lowered = text.lower()
        found |= Q(email__gte=lowered, email__lt=lowered + _END)
    if text.upper().startswith("CUST"):
        found |= Q(number__iexact=text)
    return rows.filter(found)


def fold(name):
    """Lower case, without accents, single spaces: what is stored in ``name_key``."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(char for char in folded if not unicodedata.combining(char)).split())
