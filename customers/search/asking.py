"""What somebody typed into the search box, as the database's function takes it."""

import unicodedata
from dataclasses import dataclass
from functools import cached_property

from customers.search.folding import key_of
from customers.search.keys import tax_marks
from customers.search.sounds import bones, sound

LONGEST = 200
SHORTEST_PHONE = 4
MOST_WORDS = 5
# Said before or between names; they find nobody.
_FILLERS = {"and", "the", "mr", "mrs", "ms", "dr", "smt", "m"}


@dataclass(frozen=True)
class Asked:
    """`text` in each form that something is stored in; empty forms find nothing."""

    text: str

    @classmethod
    def of(cls, text):
        return cls(" ".join(text.replace("\x00", "").split())[:LONGEST])

    @cached_property
    def key(self):
        return "" if self.is_number or "@" in self.text else key_of(self.text)

    @cached_property
    def words(self):
        """The words that must be there, each once, fillers only when nothing else was said."""
        said = list(dict.fromkeys(self.key.split()))
        return ([word for word in said if word not in _FILLERS] or said)[:MOST_WORDS]

    @cached_property
    def sounds(self):
        return [sound(word) for word in self.words]

    @cached_property
    def bones(self):
        return [bones(heard) for heard in self.sounds]

    @cached_property
    def digits(self):
        """Fragments of a phone: as typed, and without the zeros that stand for a country."""
        if not self.is_number:
            return []
        typed = _digits(self.text)
        return [part for part in dict.fromkeys((typed, typed.lstrip("0"))) if len(part) >= SHORTEST_PHONE]

    @cached_property
    def email(self):
        """The beginning of an address: one piece with letters, a dot or an @ in it."""
        one_piece = " " not in self.text and not self.is_number
        return self.text.lower() if one_piece and any(char in self.text for char in "@._") else ""

    @cached_property
    def marks(self):
        """Marks of a tax id, if this may be one: one piece of letters and digits."""
        piece = self.text.upper()
        return tax_marks(piece) if 8 <= len(piece) <= 20 and piece.isalnum() and not piece.isalpha() else []

    @cached_property
    def number(self):
        return number_in(self.text)

    @property
    def is_number(self):
        return not any(char.isalpha() for char in self.text)


def number_in(text):
    """``CUST-0012`` from cust-12, CUST0012, cust 12; empty when the text is no number of a party."""
    letters = "".join(char for char in text if char.isalpha()).upper()
    digits = "".join(char for char in text if char.isdecimal())
    return f"CUST-{int(digits):04d}" if letters == "CUST" and 0 < len(digits) <= 12 else ""


def phone_digits(text):
    """The digits by which a stored +E.164 number is found, from any way of writing it; empty if it is no phone.

    Without the zeros in front: 0722 .. is kept as +254722 .., 00254 .. as +254 ..
    """
    found = Asked.of(text).digits
    return found[-1] if found else ""


def _digits(text):
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())
