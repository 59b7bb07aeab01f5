""" "no, make it 4": which item is meant, and which of its numbers."""

from decimal import Decimal

from invoicing.drafting.history import same_thing

# So many times more or less is still near; so many times farther leaves no doubt.
_NEAR, _CLEARLY = Decimal(10), Decimal("2.5")


def row_of(item, rows):
    """The one of `rows` that the correction `item` means: named again, or the last one; None for neither."""
    if item.unit_only:
        # "make it 4 months"
        return next((row for row in reversed(rows) if row.unit == item.unit), None)
    if item.description:
        return next((row for row in reversed(rows) if same_thing(item.description, row.description)), None)
    if sum(row.source == "last invoice" for row in rows) > 1:
        # "the same as last month, make it 4": of several things, which?
        return None
    return rows[-1] if rows and item.told else None


def apply(item, row):
    """Write the correction into `row`; False when it is unclear what it means."""
    if item.bare is not None and item.told == {"rate"}:
        item.flags = item.flags - {"ambiguous"}
    meant = None if "ambiguous" in item.flags or not item.told else _meant(item, row)
    if meant is None:
        return False
    if meant == "rate":
        row.rate, row.source = (item.rate if "rate" in item.told else item.quantity), "prompt"
    if meant == "quantity" or item.told == {"rate", "quantity"}:
        # "paani ki can 22 nahi 26": its one number, which alone would be a rate
        row.quantity = item.bare if item.told == {"rate"} and item.bare is not None else item.quantity
        row.flags = row.flags - {"negative_quantity", "zero_quantity", "needs_quantity"} | item.flags
    row.told |= {meant}
    return True


def _meant(item, row):
    """What the form of the correction says, else the number that it denies or is near to."""
    denied = [
        name for name in ("quantity", "rate") if item.denied is not None and getattr(row, name) == item.denied
    ]
    if len(denied) == 1 and item.told <= {denied[0]} | (
        {"rate", "quantity"} if item.bare is not None else set()
    ):
        item.rate = item.bare if denied == ["rate"] and item.bare is not None else item.rate
        return denied[0]
    if item.clear_count:
        return "quantity"
    if item.bare is not None:
        # "no, viti 4": the name again and one number.
        item.rate = item.bare
        near = _near(item.rate, row) or _counts_again(item.rate, row)
        if near == "quantity":
            item.quantity, item.told = item.rate, {"quantity"}
        return near
    if "rate" in item.told:
        return "rate"
    if item.unit not in ("", "piece"):
        if item.unit == row.unit and item.quantity and _near(item.quantity, row) == "rate":
            # "320 a kilo, sorry 340 kilo"
            return "rate"
        return "quantity" if item.unit == row.unit else None
    if item.description or item.quantity is None:
        return "quantity"
    return _near(item.quantity, row) or _counts_again(item.quantity, row)


def _counts_again(number, row):
    """ "repeat last bill, only binding to 14": nearer to the count of a copied line, and a whole number."""
    if row.source != "last invoice" or not row.quantity or not row.rate or number <= 0 or number % 1:
        return None
    count, rate = (max(number / before, before / number) for before in (row.quantity, row.rate))
    return "quantity" if count < rate and count < 2 else None


def _near(number, row):
    """Which of the two it is clearly nearer to; None where it could be either, or neither."""
    apart = sorted(
        (max(number / before, before / number), name)
        for name in ("quantity", "rate")
        if (before := getattr(row, name)) and number > 0
    )
    if not apart or apart[0][0] > _NEAR:
        return None
    return (
        apart[0][1]
        if len(apart) == 1 or apart[1][0] > _NEAR or apart[1][0] > _CLEARLY * apart[0][0]
        else None
    )
