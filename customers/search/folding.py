"""One form of a text, however it was typed: case, accents, width, digits, punctuation."""

import re
import unicodedata

# The sign that takes the vowel from an Indian letter: without it another word is written.
_VIRAMA = 9
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´"))
_LETTERS = ("L", "M", "N")
_LATIN_WORD = re.compile("[A-Za-z0-9]+")


def fold(text):
    """Lower case, without accents, ASCII digits, single spaces; punctuation stays."""
    if text.isascii():  # most names, at a tenth of the time
        return " ".join(text.lower().split())
    parts = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(_plain(char) for char in parts if unicodedata.combining(char) in (0, _VIRAMA))
    return " ".join(unicodedata.normalize("NFC", kept).split())


def words_of(text):
    """The words of a name: ``Patel & Sons (K.P.)`` -> patel, and, sons, k, p."""
    folded = fold(text).translate(_APOSTROPHES).replace("&", " and ")
    if folded.isascii():
        return _LATIN_WORD.findall(folded)
    return "".join(char if unicodedata.category(char)[0] in _LETTERS else " " for char in folded).split()


def key_of(name):
    """The words of a name with a space between them: what it is sorted by, and what a prefix is compared with."""
    return " ".join(words_of(name))


def _plain(char):
    if unicodedata.category(char) == "Cf":  # joiners: seen, never typed twice alike
        return ""
    return str(unicodedata.decimal(char)) if char.isdecimal() else char
