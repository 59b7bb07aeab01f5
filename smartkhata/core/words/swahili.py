"""Swahili numbers: the scale's word comes first (elfu tano is 5,000), ``na`` joins the last part.

No laki: on a document it could be read as 100,000 or as a thousand of the next word; elfu mia moja can't.
"""

ONES = ("sifuri", "moja", "mbili", "tatu", "nne", "tano", "sita", "saba", "nane", "tisa")
TENS = (
    "",
    "kumi",
    "ishirini",
    "thelathini",
    "arobaini",
    "hamsini",
    "sitini",
    "sabini",
    "themanini",
    "tisini",
)
SCALES = ((1_000_000_000, "bilioni"), (1_000_000, "milioni"), (1_000, "elfu"), (100, "mia"))


def shillings(whole, cents, *, negative=False):
    text = f"Shilingi za Kenya {'hasi ' if negative else ''}{spell(whole)}"
    return f"{text} na senti {spell(cents)} tu" if cents else f"{text} tu"


def spell(number):
    """``52200`` -> ``elfu hamsini na mbili, mia mbili``."""
    if number < 10:
        return ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return f"{TENS[tens]} na {ONES[ones]}" if ones else TENS[tens]
    size, name = next((size, name) for size, name in SCALES if number >= size)
    count, rest = divmod(number, size)
    head = f"{name} {spell(count)}"
    if not rest:
        return head
    # A comma ends the count of a scale, else "elfu hamsini na mbili mia mbili" runs into one number.
    return f"{head} na {spell(rest)}" if rest < 100 and size == 100 else f"{head}, {spell(rest)}"
