"""Money is a Decimal with two places, rounded half up; here it is read, rounded, split, grouped and spelt."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from smartkhata.core.errors import DomainError

MAX_AMOUNT = Decimal("999999999999.99")
_PREFIX = re.compile(r"^(?:₹|rs\.?|inr|kes|ksh\.?|kshs\.?)\s*|\s*(?:/=|/-)$", re.IGNORECASE)
_SYMBOLS = {"INR": ("₹", "Rs "), "KES": ("KES\u00a0", "KES ")}
_INDIAN = {"IN", "INR"}


def to_amount(value, places=2):
    """Read an amount that a person or a program wrote: ``"1,00,000.50"``, ``"Rs 500"``, 500, Decimal.

    Raises DomainError ``bad_amount`` for anything that is no finite number within MAX_AMOUNT.
    """
    text = _PREFIX.sub("", str(value).strip()).replace(",", "").replace(" ", "")
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise _bad() from None
    if not amount.is_finite() or abs(amount) > MAX_AMOUNT:
        raise _bad()
    return half_up(amount, places)


def half_up(value, places=2):
    return Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def group(amount, country, *, trim=False):
    """``12,34,567.89`` for India (country or currency code), ``1,234,567.89`` elsewhere; always two places.

    ``trim=True`` drops ``.00``.
    """
    whole, _, cents = f"{half_up(abs(amount)):f}".partition(".")
    head, tail = whole[:-3], whole[-3:]
    step = 2 if country in _INDIAN else 3
    groups = []
    while head:
        groups.insert(0, head[-step:])
        head = head[:-step]
    text = ",".join([*groups, tail])
    text = text if trim and cents == "00" else f"{text}.{cents}"
    return f"-{text}" if half_up(amount) < 0 else text


def show(amount, currency, *, ascii=False, trim=False):
    """For people: ``₹12,34,567.89``, ``KES 1,234.50``; ``ascii=True`` for SMS (``Rs``, plain minus and space)."""
    symbol = _SYMBOLS.get(currency, (f"{currency}\u00a0", f"{currency} "))[1 if ascii else 0]
    text = group(amount, currency, trim=trim)
    sign = ("-" if ascii else "\u2212") if text.startswith("-") else ""
    return f"{sign}{symbol}{text.lstrip('-')}"


def split(total, weights):
    """Divide `total` in proportion to `weights`, exact to the cent; the remainder goes to the largest weight."""
    weights = [Decimal(weight) for weight in weights]
    whole = sum(weights)
    if not whole:
        return [half_up(0) for _ in weights]
    parts = [half_up(total * weight / whole) for weight in weights]
    parts[weights.index(max(weights))] += half_up(total) - sum(parts)
    return parts


def in_words(amount, currency):
    """``Rupees Twelve Lakh ... Only`` or ``Kenya Shillings ... Only`` (the customary frames of both countries)."""
    unit, cent, scale = _FRAMES[currency]
    whole, cents = divmod(int(half_up(abs(amount)) * 100), 100)
    words = f"{unit} {_words(whole, scale)}"
    if cents:
        words += f" and {cent} {_words(cents, scale)}"
    return f"{words} Only"


_SCALES = {
    "indian": ((10_000_000, "Crore"), (100_000, "Lakh"), (1_000, "Thousand"), (100, "Hundred")),
    "short": ((1_000_000_000, "Billion"), (1_000_000, "Million"), (1_000, "Thousand"), (100, "Hundred")),
}
_FRAMES = {"INR": ("Rupees", "Paise", "indian"), "KES": ("Kenya Shillings", "Cents", "short")}
_ONES = (
    "Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen"
    " Seventeen Eighteen Nineteen"
).split()
_TENS = "- - Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety".split()


def _words(number, scale):
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    size, name = next((size, name) for size, name in _SCALES[scale] if number >= size)
    count, rest = divmod(number, size)
    words = f"{_words(count, scale)} {name}"
    if not rest:
        return words
    return f"{words} {'and ' if rest < 100 and size == 100 else ''}{_words(rest, scale)}"


def _bad():
    return DomainError("Enter an amount like 1500 or 1,500.50.", code="bad_amount")
