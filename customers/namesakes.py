"""Whether two names may be the same person's: the check beside the phone when a number has changed hands."""

from customers.search import fold

# What stands before a first name on Indian and Kenyan bills.
_TITLES = {"mr", "mrs", "ms", "miss", "dr", "shri", "sri", "smt", "kum", "km", "prof", "adv", "m/s", "messrs"}
_TITLES |= {"mama", "baba", "mzee", "bi", "bwana", "eng"}


def first_name(name):
    """The first word of a name that is no title, folded: ``"Mr. RAMESH Kumar"`` -> ``"ramesh"``."""
    words = [word.strip(".,") for word in fold(name).split()]
    return next((word for word in words if word and word not in _TITLES), "")


def same_first_name(one, other):
    """A name and its initial are the same (R. Kumar, Ramesh Kumar): the phone says the rest."""
    first, second = sorted((first_name(one), first_name(other)), key=len)
    return bool(first) and (first == second or (len(first) == 1 and second.startswith(first)))
