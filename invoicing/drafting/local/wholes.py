"""A price for all of them, told by where it stands: "18k for 6 months, 3k per month", "54,000 ... altogether"."""

import re


def found(figures, kinds):
    """Marks the figures of a clause that are the whole, or only counted ("total 6 chairs")."""
    _whole(figures, kinds)
    _altogether(figures, kinds)


def _whole(found, kinds):
    """ "18k for 6 months, 3k per month": what stands before "for" is the whole; "total 6 chairs at 500" counts."""
    if not any(figure.role == "rate" and not figure.total for figure in found):
        return
    for figure in found:
        first = not re.search("[wU]", kinds[: figure.start])
        if figure.role == "open" and first and kinds[figure.end : figure.end + 1] == "F":
            figure.role, figure.total = "rate", True
        elif figure.total and not figure.money and kinds[figure.end : figure.end + 1] in ("w", "U"):
            figure.role, figure.total, figure.clear = "count", False, True


def _altogether(found, kinds):
    """ "54,000 for the 6 sofas altogether": the word for the whole stands at the end."""
    if not re.search("[wU]T$", kinds) or any(figure.role == "rate" for figure in found):
        return
    for figure in found:
        if figure.money or kinds[figure.end : figure.end + 1] == "F":
            figure.role, figure.total = "rate", True
            return
