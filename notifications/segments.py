"""What an SMS will cost: GSM-7 or UCS-2, and how many parts (3GPP TS 23.038)."""

import unicodedata

_BASIC = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = set("\f^{}\\[~]|€")
# One of these in a shop's name would halve the room of the whole message.
_LOOKALIKES = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "₹": "Rs ", "\t": " "}
    | dict.fromkeys("\u00a0\u2009\u202f", " ")
)


def segments(text):
    """(encoding, units, parts) of a text as it goes over the air."""
    text = unicodedata.normalize("NFC", text)
    plain = all(char in _BASIC or char in _EXTENSION for char in text)
    sizes = [_size(char, plain) for char in text]
    one, many = (160, 153) if plain else (70, 67)
    return "GSM-7" if plain else "UCS-2", sum(sizes), _parts(sizes, one, many)


def plain(text):
    """The text with typographic signs in the letters that every phone has."""
    return unicodedata.normalize("NFC", text).translate(_LOOKALIKES)


def _size(char, plain):
    return (2 if char in _EXTENSION else 1) if plain else len(char.encode("utf-16-be")) // 2


def _parts(sizes, one, many):
    if sum(sizes) <= one:
        return 1 if sizes else 0
    parts, room = 1, many
    for size in sizes:
        # A character of two units is never split over two parts.
        if size > room:
            parts, room = parts + 1, many
        room -= size
    return parts
