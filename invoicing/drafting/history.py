"""Finding the thing again that a customer was billed for before, whatever words are used today."""


def stems(text):
    """Lower case words without a plural's s and without little words."""
    words = "".join(char if char.isalnum() else " " for char in text.casefold()).split()
    return [_stem(word) for word in words if word not in _LITTLE]


def same_thing(description, seen):
    """Whether today's `description` and one `seen` before name the same thing: its last word, and half of all."""
    today, before = stems(description), stems(seen)
    common = set(today) & set(before)
    return bool(common) and today[-1] in before and 2 * len(common) >= len(set(today))


def price_of(description, unit, context):
    """The PriceSeen that fits best and is the most recent, or None; a given unit must be its unit."""
    fitting = [
        seen
        for seen in context.price_history
        if same_thing(description, seen.description) and (not unit or unit == (seen.unit or unit))
    ]
    words = set(stems(description))
    # max() keeps the first of equals, and the history begins with the newest.
    return max(fitting, key=lambda seen: _closeness(words, set(stems(seen.description))), default=None)


def _closeness(today, before):
    return len(today & before) / len(today | before)


def _stem(word):
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


_LITTLE = frozenset(
    ("a", "an", "the", "of", "for", "and", "with", "in", "service", "services", "charges", "charge")
)
