"""Numbers of one item that another clause says: its count, its rate, how many of which."""

from dataclasses import replace

from invoicing.drafting.history import price_of, same_thing
from invoicing.drafting.local import corrections
from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.items import Item
from invoicing.drafting.local.units import TIME


def ask(row, clause):
    """ "kitne piece hai wo kal bataunga": how many of it is open, and of what it says."""
    row.quantity, row.flags = None, row.flags | {"needs_quantity"}
    units = t.unit_values(clause.tokens) or set(row.units)
    if not row.unit and len(units) == 1:
        row.unit = units.pop()


def waiting(item, rows):
    """ "10 chairs, 2 tables. Chairs 450 each": the row whose other number `item` says."""
    missing = {"rate": {"quantity"}, "quantity": {"rate"}}.get("".join(item.told))
    if not missing or not item.description or item.flags:
        return None
    found = [row for row in rows if row.told == missing and same_thing(item.description, row.description)]
    return found[0] if len(found) == 1 and not found[0].flags else None


def lasting(item, rows, context):
    """ "MC 6,000 per day, event ni siku tatu": the row before it, billed by such a time; None for none."""
    before = rows[-1] if rows else Item()
    open_ended = before.told == {"rate"} and before.unit == item.unit and before.quantity == 1
    alone = item.told == {"quantity"} and not item.flags and len(item.description.split()) == 1
    fits = open_ended and alone and item.unit in TIME and not price_of(item.description, "", context)
    return before if fits else None


def complete(row, item):
    if "rate" in item.told:
        row.rate = item.rate
    else:
        row.quantity, row.unit = item.quantity, item.unit
    row.told = {"rate", "quantity"}


def recounts(item, clause, rows):
    """ "same as last time, just 3 toners": one line of the last invoice with another count."""
    copied = [row for row in rows if row.source == "last invoice"]
    one_number = sum(kind in "NM" for kind in clause.kinds) == 1
    return bool(copied and one_number and clause.joiner != "J" and corrections.row_of(item, copied))


def counted(item, rows):
    """An item whose rate is per unit has the count of the one before ("installation 1,200 per unit")."""
    if not item.shares_count:
        return item
    named = [row for row in rows if item.shared and same_thing(item.shared, row.description)]
    before = named[-1] if named else rows[-1] if rows else Item()
    told = before.quantity is not None and ("quantity" in before.told or before.shares_count)
    if told and item.unit in ("", "piece", before.unit):
        return replace(item, quantity=before.quantity, unit=before.unit)
    item.flags.add("needs_quantity")
    return item


def count_later(item, rows):
    """ "engraving 150 per clock, and the 4 clocks are 1,900 each": its count stands behind it."""
    named = [row for row in rows if item.shared and same_thing(item.shared, row.description)]
    alone = len(named) == 1 and named[0].quantity
    if item.quantity is None and alone and not item.flags - {"needs_quantity"}:
        item.quantity, item.unit, item.flags = named[0].quantity, named[0].unit, set()


def measured(rows):
    """The rows without one that only measures the next: "room 330 sqft, flooring 34 per sqft"."""
    return [
        row for row, following in zip(rows, [*rows[1:], None], strict=False) if not _measures(row, following)
    ]


def _measures(row, following):
    return (
        following is not None
        and row.told == {"quantity"}
        and row.unit in ("sqft", "sqm")
        and following.shares_count
        and (following.unit, following.quantity) == (row.unit, row.quantity)
    )
