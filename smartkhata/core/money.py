"""Money is a Decimal with two places, rounded half up; here it is read, rounded, split, grouped and spelt."""

import re
from decimal import ROUND_HALF_UP, Decimal

from smartkhata.core.errors import DomainError

MAX_AMOUNT = Decimal("999999999999.99")
# What people write round a number: a minus, the currency before or behind it, the trader's /= or /-.
_LONGEST = 40
_CURRENCY = r"(?:₹|rs\.?|rupees?|inr|kes|kshs?\.?|shillings?)"
_WRITTEN = re.compile(
    rf"(?P<sign>[-\u2212+]?)\s*{_CURRENCY}?\s*(?P<inner>-?)"
    # Separators stand before two or three digits, the last before three: a decimal comma (1,50) is no 150.
    r"(?P<digits>(?:\d{1,3}(?:[, ]\d{2,3})*[, ]\d{3}|\d+)(?:\.\d*)?|\.\d+)"
    rf"\s*{_CURRENCY}?\s*(?:/[=-])?",
    re.IGNORECASE,
)
_SYMBOLS = {"INR": ("₹", "Rs "), "KES": ("KES\u00a0", "KES ")}
_INDIAN = {"IN", "INR"}


def to_amount(value, places=2):
    """Read an amount that a person or a program wrote: ``"1,00,000.50"``, ``"Rs 500"``, 500, Decimal.

    Raises DomainError ``bad_amount`` for anything that is no finite number within MAX_AMOUNT.
    """
    number = _read(value)
    if number is None or not number.is_finite() or abs(number) > MAX_AMOUNT:
        raise DomainError("Enter an amount like 1500 or 1,500.50.", code="bad_amount")
    return half_up(number, places)


def _read(value):
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float, Decimal)):
        return Decimal(str(value) if isinstance(value, float) else value)
    text = str(value).strip()
    written = _WRITTEN.fullmatch(text) if len(text) <= _LONGEST else None
    if not written:
        return None
    number = Decimal(written["digits"].replace(",", "").replace(" ", ""))
    return -number if written["inner"] or written["sign"] in ("-", "\u2212") else number


def half_up(value, places=2):
    """The Decimal nearest to `value` with so many places, ties away from zero; never a negative zero."""
    return Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0


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
    """For people: ``₹12,34,567.89``, ``KES 1,234.50``; ``ascii=True`` for SMS: ``Rs``, plain minus, space."""
    symbol = _SYMBOLS.get(currency, (f"{currency}\u00a0", f"{currency} "))[1 if ascii else 0]
    text = group(amount, currency, trim=trim)
    sign = ("-" if ascii else "\u2212") if text.startswith("-") else ""
    return f"{sign}{symbol}{text.lstrip('-')}"


def split(total, weights):
    """Divide `total` in proportion to `weights`, exact to the cent.

    Each part is rounded half up; the cents left over go one each to the largest weights, so that no part
    changes its sign or outgrows its weight. Weights that are all zero count as equal.
    """
    weights = [Decimal(weight) for weight in weights]
    if not any(weights):
        weights = [Decimal(1)] * len(weights)
    total, whole = half_up(total), sum(weights)
    parts = [half_up(total * weight / whole) for weight in weights]
    over = total - sum(parts)
    largest_first = sorted(range(len(weights)), key=lambda at: -weights[at])
    for at in largest_first[: int(abs(over) * 100)]:
        parts[at] += Decimal("0.01").copy_sign(over)
    return parts


def in_words(amount, currency):
    """``Rupees Twelve Lakh ... Only``, ``Kenya Shillings ... Only``: the customary frames."""
    unit, cent, scale = _FRAMES[currency]
    whole, cents = divmod(int(half_up(abs(amount)) * 100), 100)
    words = f"{'Minus ' if half_up(amount) < 0 else ''}{unit} {_words(whole, scale)}"
    if cents:
        words += f" and {cent} {_words(cents, scale)}"
    return f"{words} Only"


_SCALES = {
    "indian": ((10_000_000, "Crore"), (100_000, "Lakh"), (1_000, "Thousand"), (100, "Hundred")),
    "short": ((1_000_000_000, "Billion"), (1_000_000, "Million"), (1_000, "Thousand"), (100, "Hundred")),
}
_FRAMES = {"INR": ("Rupees", "Paise", "indian"), "KES": ("Kenya Shillings", "Cents", "short")}
# fmt: off
_ONES = (
    "Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve",
    "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen",
)
_TENS = ("", "", "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety")
# fmt: on


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
