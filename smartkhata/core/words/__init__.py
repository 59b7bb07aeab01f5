"""Amounts in words, as documents print them: English, Hindi (lakh, crore) and Swahili."""

from smartkhata.core import money
from smartkhata.core.words import hindi, swahili

_LANGUAGES = {("INR", "hi"): hindi.rupees, ("KES", "sw"): swahili.shillings}


def in_words(amount, currency, language="en"):
    """``Rupees ... Only``, ``रुपये ... मात्र``, ``Shilingi za Kenya ... tu``; English where no other is known."""
    spell = _LANGUAGES.get((currency, language))
    if spell is None:
        return money.in_words(amount, currency)
    whole, cents = divmod(int(money.half_up(abs(amount)) * 100), 100)
    return spell(whole, cents, negative=money.half_up(amount) < 0)
