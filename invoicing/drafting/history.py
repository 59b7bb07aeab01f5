"""Finding the thing again that a customer was billed for before, whatever words are used today."""

import re


def stems(text):
    """Lower case words without a plural's s and without little words."""
    words = "".join(char if char.isalnum() else " " for char in text.casefold()).split()
    return [_stem(word) for word in words if word not in _LITTLE]


def _sounds(text):
    return [_heard(word) for word in stems(text)]


def _heard(word):
    """One spelling for what sounds alike in Hindi and Swahili: "keel" is "kil", "aaloo" is "alu"."""
    for long, short in (("aa", "a"), ("ee", "i"), ("oo", "u"), ("w", "v"), ("ph", "f"), ("z", "j")):
        word = word.replace(long, short)
    return "".join(char for at, char in enumerate(word) if not at or char != word[at - 1])


def same_thing(description, seen):
    """Whether today's `description` and one `seen` before name the same thing: its last word, and half of all."""
    today, before = _sounds(description), _sounds(seen)
    if {"".join(pair) for pair in zip(today, today[1:], strict=False)} & set(before):
        # "wheel barrows" were billed as "wheelbarrows".
        return True
    while today[1:] and today[-1] in _GENERIC and today[-1] not in before:
        today.pop()
    common = {word for word in today if _in(word, before)}
    return bool(common) and _in(today[-1], before) and 2 * len(common) >= len(set(today))


# "Samsung A15 phones" were billed as "Samsung A15".
_GENERIC = frozenset(
    _heard(word)
    for word in (
        *(
            "phone",
            "set",
            "model",
            "unit",
            "piece",
            "item",
            "product",
            "brand",
            "tin",
            "can",
            "inch",
            "inchi",
            "size",
        ),
        *("service", "job", "work", "kaam", "ka", "ki", "ke"),
    )
)


def _in(word, words):
    return word in words or any(_misspelt(word, other) for other in words)


def _misspelt(one, other):
    """Whether two long words differ by one letter that was left out, put in, changed or swapped ("layrs")."""
    if (
        max(len(one), len(other)) < _LONG
        or min(len(one), len(other)) < _LONG - 1
        or abs(len(one) - len(other)) > 1
        or one[0] != other[0]
    ):
        return False
    at = next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
    rest, other_rest = one[at:], other[at:]
    return (
        rest[1:] == other_rest[1:]
        or rest == other_rest[1:]
        or rest[1:] == other_rest
        or (rest[:2][::-1] == other_rest[:2] and rest[2:] == other_rest[2:])
    )


_LONG = 5


def price_of(description, unit, context):
    """The PriceSeen that fits best and is the most recent, or None; a given unit must be its unit."""
    fitting = [
        seen
        for seen in context.price_history
        if same_thing(_without_unit(description, seen.unit), seen.description)
        and (not unit or unit == (seen.unit or unit))
        and _same_size(description, seen.description)
        and _same_head(description, seen.description)
    ]
    words = set(stems(description))
    # max() keeps the first of equals, and the history begins with the newest.
    return max(fitting, key=lambda seen: _closeness(words, stems(seen.description)), default=None)


def _without_unit(description, unit):
    """ "Plywood sheet" that was billed by the sheet is plywood."""
    words = description.split()
    return " ".join(words[:-1]) if unit and words[1:] and stems(words[-1]) == stems(unit) else description


_SIZE = re.compile(
    r"(\d+(?:\.\d+)?)\s*(kgs?|g|gms?|ltrs?|litres?|l|ml|mm|inch|w|watt|hp|kva|ton)\b", re.IGNORECASE
)


def _same_size(description, seen):
    """A 6 kg cylinder's price is not that of the 13 kg one."""
    today, before = _sizes(description), _sizes(seen)
    return all(today[unit] == before[unit] for unit in today.keys() & before.keys())


def _sizes(text):
    return {unit.casefold()[:2].rstrip("s"): float(number) for number, unit in _SIZE.findall(text)}


def _same_head(description, seen):
    """School desks are no desk lamps: what is sold is the last word of both, where the first one differs."""
    today, before = _sounds(description), _sounds(seen)
    strange = [word for word in today if not _in(word, before)]
    return not strange or before[-1] not in _MADE_OF or _in(before[-1], today)


def _closeness(today, before):
    common = sum(_in(word, before) for word in today)
    return common / (len(today) + len(set(before)) - common)


def _stem(word):
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


_LITTLE = frozenset(
    (
        *("ya", "za", "wa", "la", "cha", "vya", "ka", "ke", "ki", "का", "के", "की"),
        *("a", "an", "the", "of", "for", "and", "with", "in", "service", "services", "charges", "charge"),
    )
)

# What a compound's last word makes of the one before: a desk lamp is no desk.
_MADE_OF = frozenset(
    _heard(_stem(word))
    for word in (
        *(
            "lamp",
            "cover",
            "holder",
            "stand",
            "rack",
            "cap",
            "lid",
            "box",
            "case",
            "cable",
            "charger",
            "tie",
            "cutter",
        ),
        *(
            "cleaner",
            "polish",
            "brush",
            "filter",
            "stopper",
            "opener",
            "clip",
            "tray",
            "mat",
            "cloth",
            "paper",
            "lock",
        ),
        *(
            "handle",
            "hinge",
            "glue",
            "paint",
            "tape",
            "nail",
            "screw",
            "hook",
            "frame",
            "remote",
            "battery",
            "bag",
        ),
    )
)
