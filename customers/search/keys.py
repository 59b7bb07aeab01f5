"""What a party is found by: words of its name, how they sound, and marks of everything else.

A mark is four digits in a row of a phone (any longer fragment is an intersection of them), a word of an e-mail
address, or the keyed hash of a tax id, which itself rests encrypted.
"""

import re

from customers.search.folding import words_of
from customers.search.sounds import sound
from smartkhata.core.encryption import blind_index

LONGEST_WORD = 40
_GRAM = 4
# Parts of an address that half the book shares.
_COMMON = {"com", "gmail", "yahoo", "hotmail", "outlook", "mail"}


def words_in(name):
    """The distinct words of a name, and initials joined: ``K.P. Singh`` -> k, p, singh, kp."""
    words = [word[:LONGEST_WORD] for word in words_of(name)]
    return list(dict.fromkeys([*words, *_joined_initials(words)]))


def sounds_in(name):
    """The sound of each of `words_in(name)`, at the same place."""
    return [sound(word) for word in words_in(name)]


def marks_in(phones=(), emails=(), tax_id=""):
    """The marks of E.164 phones, e-mail addresses and a tax id."""
    grams = [gram for phone in phones for gram in _grams(phone.lstrip("+"))]
    pieces = [f"@{piece}" for email in emails for piece in re.findall(r"\w{3,}", email)]
    return sorted({*grams, *(piece for piece in pieces if piece[1:] not in _COMMON), *tax_marks(tax_id)})


def tax_marks(tax_id):
    """Marks of a tax id as written on a card; a GSTIN is found by the PAN inside it too."""
    if not tax_id:
        return []
    ids = {tax_id.upper(), tax_id.upper()[2:12]} if len(tax_id) == 15 else {tax_id.upper()}
    return sorted(f"#{blind_index(one, 'party.tax_id')[:24]}" for one in ids)


def _grams(digits):
    return [digits[at : at + _GRAM] for at in range(len(digits) - _GRAM + 1)]


def _joined_initials(words):
    runs = "".join(word if len(word) == 1 else " " for word in words).split()
    return [run for run in runs if len(run) > 1]
