"""Finding a party by name, phone, e-mail or number.

``LIKE`` is not leakproof, so below a row policy PostgreSQL reads the whole shop for it; ranges and ``=`` are, and
use (business_id, name_key).
"""

import unicodedata

from django.db.models import Q

LONGEST = 200
SHORTEST_PHONE = 3
# The last code point sorts after every continuation of a prefix.
_END = "\U0010ffff"


def matching(rows, text):
    """`rows` (of Party) that fit `text`: the start of a word of the name, part of a phone, an e-mail's start."""
    text = " ".join(text.replace("\x00", "").split())[:LONGEST]
    if not text:
        return rows
    key = fold(text)
    found = Q(name_key__gte=key, name_key__lt=key + _END) | Q(name_key__contains=f" {key}")
    found |= Q(email__startswith=text.lower())
    if digits := phone_digits(text):
        found |= Q(phone__contains=digits) | Q(secondary_phone__contains=digits)
    if number := number_in(text):
        found |= Q(number=number)
    return rows.filter(found)


def fold(name):
    """Lower case, without accents, single spaces: what is stored in ``name_key``."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(char for char in folded if not unicodedata.combining(char)).split())


def number_in(text):
    """``CUST-0012`` from cust-12, CUST0012, cust 12; empty when the text is no number of a party."""
    letters = "".join(char for char in text if char.isalpha()).upper()
    digits = "".join(char for char in text if char.isdecimal())
    return f"CUST-{int(digits):04d}" if letters == "CUST" and 0 < len(digits) <= 12 else ""


def phone_digits(text):
    """The digits by which a stored +E.164 number is found, from any way of writing it; empty if it is no phone.

    Without the zeros in front: 0722 .. is kept as +254722 .., 00254 .. as +254 ..
    """
    if any(char.isalpha() for char in text):
        return ""
    digits = "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal()).lstrip("0")
    return digits if len(digits) >= SHORTEST_PHONE else ""
