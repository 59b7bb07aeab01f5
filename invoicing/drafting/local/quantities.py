"""Which numbers of a clause make its quantity, and whether its unit is the price's."""

from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.units import FEW, JOBS, SERVED, SIZES, TIME, converted

# "500 g ghee", "6 ft ladder": the size of one, unless the rate is told for that unit.
_SIZE_OF_ONE = frozenset({"g", "ml", "cm", "ft", "inch"})


def count_of(candidates, rate, item):
    """The figures whose product is the quantity (mostly one)."""
    per = rate.per if rate and rate.role == "rate" else ""
    counts = [figure for figure in candidates if figure.role == "count" or not figure.money]
    sizes = [figure for figure in counts if figure.unit in _SIZE_OF_ONE and not _measures(figure, per)]
    counts = [figure for figure in counts if figure not in sizes]
    if sizes and not counts and any(figure.unit != "inch" for figure in sizes):
        item.flags.add("ambiguous")
    counts = _without_models(counts)
    fitting = [figure for figure in counts if per and figure.unit == per]
    if rate and rate.both and len(counts) == 2:
        return counts
    if len(counts) == 2 and len(fitting) == 1 and per in TIME and _are_hands(_other(counts, fitting[0])):
        # "2 guards for 3 months at 15,000 per month", "3 persons 2 days @ 900 per day"
        return counts
    chosen = fitting or [figure for figure in counts if figure.unit not in SIZES] or counts
    if len(chosen) > 1 or any(figure.unit not in SIZES for figure in counts if figure not in chosen):
        item.flags.add("ambiguous")
    return chosen[:1]


def _without_models(chosen):
    """ "bearing 6203 - 4 nos": beside a count with its unit, a large bare number is the model's."""
    marked = [figure for figure in chosen if figure.unit or figure.clear]
    return (
        marked
        if len(marked) == 1
        and marked[0].unit not in TIME
        and all(f in marked or f.after_word and f.value >= _MODEL for f in chosen)
        else chosen
    )


_MODEL = 100


def units_named(rate, tokens):
    """The units that stand outside the rate: "4 x 25 kg bags of dog food, 1,850 per bag"."""
    return t.unit_values([*tokens[: rate.start], *tokens[rate.end :]]) if rate else set()


def match_units(item, per, named, *, loose=False):
    """A rate per kg for grams, per dozen for single ones; what does not fit is unclear."""
    if (item.unit, per) == ("sqft", "ft"):
        # "1200 sq ft, 14 a foot"
        per = "sqft"
    if per == "each":
        if item.unit == "dozen" and item.quantity < 1:
            item.quantity, item.unit = item.quantity * 12, "piece"
        elif item.unit == "dozen" and not loose:
            item.flags.add("ambiguous")
    elif per in named and item.unit in ("", "piece") and per not in SIZES | TIME:
        item.unit = per
    elif per and item.unit != per:
        told = converted(item.quantity, item.unit or "piece", per)
        if told is not None:
            item.quantity, item.unit = told, per
            item.flags.add("unit_converted")
        elif item.unit or per not in TIME | JOBS | SERVED:
            item.flags |= set() if per == "piece" else {"ambiguous"}
        else:
            item.unit = per


def _are_hands(figure):
    return (
        figure.named
        and figure.unit in ("", "person")
        and figure.value < 20 * FEW
        and figure.value == int(figure.value)
    )


def _measures(figure, per):
    return bool(per) and (figure.unit == per or converted(figure.value, figure.unit, per) is not None)


def _other(pair, one):
    return pair[1] if pair[0] is one else pair[0]
