"""The short account code that a customer types into M-Pesa: at most 12 characters, with a check digit.

Daraja's AccountReference holds 12 characters, letters and digits; the long invoice number does not fit.
Letters and digits that look alike (0 O, 1 I L) don't occur.
"""

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # 31: no 0, 1, I, L, O
_WORTH = {char: value for value, char in enumerate(ALPHABET)}
_MODULUS = len(ALPHABET)


def pay_code(serial, *, prefix="K"):
    """`prefix` + the serial in base 31 + a check character: ``K34``, ``KB7Q``. The prefix uses ALPHABET only."""
    if not set(prefix) <= set(ALPHABET):
        raise ValueError(f"prefix {prefix!r} holds a letter or digit that looks like another")
    body, rest = "", serial
    while rest or not body:
        rest, digit = divmod(rest, _MODULUS)
        body = ALPHABET[digit] + body
    code = prefix + body
    return code + _check(code)


def normalise(text):
    """As people type it -> as we store it: upper case, no spaces, dashes, slashes, dots."""
    return "".join(char for char in text.upper() if char.isalnum())


def is_valid(text):
    """Whether the check character fits: finds every single slip and every swap of neighbours."""
    code = normalise(text)
    known = all(char in _WORTH for char in code)
    return known and 3 <= len(code) <= 12 and _check(code[:-1]) == code[-1]


def _check(code):
    # Weights differ between neighbours and the modulus is prime, so slips and swaps change the sum.
    total = sum(_WORTH[char] * (position + 2) for position, char in enumerate(code))
    return ALPHABET[total % _MODULUS]
