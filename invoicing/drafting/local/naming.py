"""What an item is called: the words that its numbers leave, and what its count counts."""

import re

from invoicing.drafting.history import stems
from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.fillers import is_filler, trimmed
from invoicing.drafting.local.specs import PAPER
from invoicing.drafting.local.units import SIZES
from invoicing.drafting.local.words import fold, lexicon

# What a shop gives along: "free delivery" is a line at 0, "toll free number" is not.
_GIFTS = frozenset(
    ("delivery", "deliver", "transport", "shipping", "installation", "fitting", "setup", "gift")
)
# "sawa lakh ka generator" is one piece; work and services are not counted in pieces.
_WORK = frozenset(fold(word) for word in lexicon.tables("work")["work"])


def plural(description):
    """ "chairs", "viti", "mabati": many of a thing, in English and Swahili."""
    return bool(
        re.search(
            r"[^sui]s$|^(?:ma[b-df-hj-np-tv-z]|vi[b-df-hj-np-tv-z]|mi[b-df-hj-np-tv-z])",
            description.casefold(),
        )
    )


# "Party mein 36 thali": where, and not what.
_INSIDE = frozenset(fold(word) for word in ("me", "mein", "mai", "में"))
_EDGES = "FOAEaJHCibohRTpDX,$kgKBZWlfeus"


def name(item, tokens, kinds, used):
    """The words that are left; a unit at their end is the count's ("2 AC units")."""
    taken = {at for figure in used for at in range(figure.start, figure.end)}
    left = [at for at in range(len(tokens)) if at not in taken and kinds[at] not in "p"]
    while left and (kinds[left[0]] in _EDGES or not tokens[left[0]].text):
        left.pop(0)
    while left and (kinds[left[-1]] in f"{_EDGES}q" or not tokens[left[-1]].text):
        left.pop()
    where = re.match("[wK]{1,3}i(?=.*[NM])", kinds)
    if where and tokens[where.end() - 1].lower in _INSIDE:
        left = [at for at in left if at >= where.end()]
    left = _without_buyer(tokens, kinds, left)
    words = trimmed([tokens[at] for at in left if tokens[at].text])
    if not used and not re.search("[wUVdc]", t.kinds(words)):
        words = []
    if not words:
        # "10 bags at 750": the unit is all that is named.
        words = [tokens[figure.at + 1] for figure in used if figure.unit][:1]
        item.unit_only = bool(words)
        # "Rs 4 per sharpener x 70": what it is for is what is sold.
        words = words or [
            tokens[at] for at in sorted(taken) if kinds[at] == "w" and not is_filler(tokens[at])
        ]
    # A lot has its count in front: "3 chairs".
    text = f"{item.description} {t.text(words)}".strip()
    item.description = text[:1].upper() + text[1:]
    item.unit_said = bool(item.unit)
    if not item.unit and "quantity" in item.told:
        item.unit = words[-1].value if _ends_in_unit(words) else _counted_in(words)
    if item.for_goods and not item.unit and not any(word.lower in _WORK for word in words):
        item.unit = "piece"


# "for Kibanda hotel": who buys, and nothing that is sold.
BUYERS = frozenset(lexicon.tables("work")["buyers"])


def _without_buyer(tokens, kinds, left):
    """Without "for Anand electricals" behind the price, "on Tuesday" and a paper's number at the end."""
    while left and tokens[left[-1]].value == PAPER:
        left = left[:-1]
    line = "".join(kinds[at] for at in left)
    if re.search("w[ob]d$", line):
        return left[:-2]
    match = re.search("(?<=[wU])Fw{1,4}$", line)
    if not match or not tokens[left[match.start() + 1]].text[:1].isupper():
        return left
    priced = left[match.start()] - left[match.start() - 1] > 1
    return left[: match.start()] if priced or tokens[left[-1]].lower in BUYERS else left


def _ends_in_unit(words):
    """ "2 AC units"; water meters are no metres; in "4 tanks 5000 L" the unit is the size's."""
    if len(words) > 1 and words[-1].value == "bag" and words[-2].lower in _CARRIED:
        return False
    ends = t.kinds(words[-1:]) == "U" and t.kinds(words[-2:-1]) not in ("N", "M")
    return ends and (len(words) == 1 or words[-1].value not in SIZES)


# "4 school bags" are pieces.
_CARRIED = frozenset(
    (
        "school",
        "hand",
        "tote",
        "gift",
        "carry",
        "travel",
        "laptop",
        "sling",
        "sleeping",
        "shopping",
        "shoulder",
        "duffel",
        "gym",
        "leather",
        "canvas",
        "diaper",
        "camera",
        "beach",
        "trolley",
        "tea",
        "air",
        "bean",
        "punching",
        "body",
    )
)


_LOOSE = frozenset(fold(word) for word in lexicon.tables("work")["loose"])


def is_loose(tokens):
    """ "atta 400": sold by the measure, so it could be 400 grams, kilos or for 400."""
    words = [token.lower for token in tokens if token.kind == "w" and not is_filler(token)]
    return 0 < len(words) <= 2 and words[-1] in _LOOSE


def is_work(tokens):
    """ "2k labour", "500 delivery": nobody counts it, so a number before it is its price."""
    return tokens[-1].lower in _WORK | set(_GIFTS)


def _counted_in(words):
    """Deliveries and rides are trips, other things pieces."""
    return "trip" if any(stem in _RIDES for word in words for stem in stems(word.lower)) else "piece"


_RIDES = frozenset(("delivery", "boda", "ride", "pickup", "trip"))


_GIVEN = frozenset(
    fold(word)
    for word in (
        "free",
        "complimentary",
        "gratis",
        "foc",
        "muft",
        "bure",
        "मुफ्त",
        "मुफ़्त",
        "फ्री",
        "मुफत",
        "no-charge",
    )
)
_FREE_FROM = frozenset(("size", "range", "standing", "flow", "from", "hand", "lance"))
_FREE_OF = frozenset(lexicon.tables("work")["free of"])


def is_gift(tokens):
    """ "free delivery", "delivery is free": what is free stands beside the word, or ends where it ends."""
    words = ["free" if token.lower in _GIVEN else token.lower for token in tokens if token.kind not in "S"]
    if words[-2:] == ["of", "charge"] or words[-2:] == ["of", "cost"]:
        words = words[:-2]
    while words and words[-1] in ("with", "it", "them", "this", "that"):
        # "trolley free with it"
        words.pop()
    if "free" not in words:
        return False
    at = words.index("free")
    if (
        len(words) > at + 1
        and words[at + 1] not in _FREE_FROM
        and not re.search("[wU]", t.kinds(tokens[:at]))
    ):
        # "free delivery", "plus 1 free calendar"
        return True
    return (
        at + 1 < len(words)
        and words[at + 1] in _GIFTS
        or at + 1 == len(words)
        and words[at - 1] not in _FREE_OF
    )
