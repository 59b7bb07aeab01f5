"""A UUID, a number or its stripped form -> a row of the open shop."""

import uuid

from smartkhata.core.errors import not_found


def find(rows, ref, *, missing, by_number):
    """The row of `rows` with this UUID, or the one that ``by_number(text)`` describes; 404 saying `missing`."""
    text = str(ref).strip()
    try:
        wanted = {"pk": uuid.UUID(text)}
    except ValueError:
        wanted = by_number(text)
    row = rows.filter(**wanted).first()
    if row is None:
        raise not_found(missing)
    return row


def padded(prefix, width):
    """For numbers like DRAFT-001: any case, with or without the dash and the zeros."""

    def by_number(text):
        letters = "".join(char for char in text if char.isalpha()).upper()
        digits = "".join(char for char in text if char.isdecimal())
        if letters != prefix or not digits or len(digits) > 12:
            return {"pk": None}
        return {"number": f"{prefix}-{int(digits):0{width}d}"}

    return by_number
