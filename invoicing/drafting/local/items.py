"""One clause -> one item: what, how many, of which unit, at which rate, and what is unclear about it."""

from dataclasses import dataclass, field
from decimal import Decimal

from invoicing.drafting.local import naming, prices, quantities
from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.days import length_named
from invoicing.drafting.local.figures import figures
from invoicing.drafting.local.fillers import is_filler
from invoicing.drafting.local.paces import PACE
from invoicing.drafting.local.units import TIME
from invoicing.drafting.local.words import fold
from smartkhata.core.money import half_up

NOTHING = Decimal("0.00")


@dataclass
class Item:
    """`quantity` and `rate` are None where the clause does not say them, or not clearly.

    `told` holds what the clause said in numbers; `shares_count`: its rate is for each of what came before;
    `doubtful`: the rate behind it could be its own, too ("4 chairs and 4 tables at 1,500 each");
    `units`: all that it names;
    `lot_unit`: what the count in front of a lot's name counts ("3 chairs" at 1,000 are 3 pieces).
    """

    description: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    rate: Decimal | None = None
    flags: set = field(default_factory=set)
    told: set = field(default_factory=set)
    shares_count: bool = False
    shared: str = ""
    doubtful: bool = False
    source: str = "prompt"
    lot_unit: str = ""
    units: tuple = ()
    unit_said: bool = False
    unit_only: bool = False
    clear_count: bool = False
    for_goods: bool = False
    bare: Decimal | None = None
    denied: Decimal | None = None


def read(tokens):
    """The Item of a clause's tokens; its description is empty when the clause names nothing."""
    item, kinds = Item(), t.kinds(tokens)
    known = figures(tokens, kinds)
    rate = prices.rate_of(known, kinds, item, tokens)
    sums = [figure for figure in known if figure.total and figure is not rate]
    count = quantities.count_of(
        [figure for figure in known if figure is not rate and figure not in sums], rate, item
    )
    used = [figure for figure in (rate, *sums, *count) if figure]
    _settle(item, rate, count, tokens)
    naming.name(item, tokens, kinds, used)
    item.units = tuple(t.unit_values(tokens))
    if rate is None and naming.is_gift(tokens) and item.flags <= {"ambiguous"}:
        item.rate, item.flags, item.told = NOTHING, {"free_item"}, {"rate", *item.told}
    if _contradicts(item, sums) or _leftover(tokens, known, used):
        item.flags.add("ambiguous")
    if "ambiguous" in item.flags:
        item.rate = None
        item.quantity = None if item.bare is not None and naming.is_loose(tokens) else item.quantity
    return item


def _settle(item, rate, count, tokens):
    """Quantity, unit and rate from the chosen figures."""
    per = rate.per if rate else ""
    if count:
        item.told.add("quantity")
        item.clear_count = count[0].clear
        item.quantity = count[0].value * (count[1].value if len(count) == 2 else 1)
        item.unit = per if len(count) == 2 else count[0].unit
        quantities.match_units(
            item, per, quantities.units_named(rate, tokens), loose=bool(rate and rate.loose)
        )
        if any(figure.negative for figure in count) or _comes_back(tokens):
            item.flags.add("negative_quantity")
        if any(figure.value == 0 for figure in count):
            item.flags.add("zero_quantity")
    elif rate and per in TIME and (length := length_named(tokens, per)):
        item.told.add("quantity")
        item.quantity, item.unit = Decimal(length), per
    elif rate and per and per not in TIME:
        item.shares_count, item.unit = True, "" if per == "each" else per
        item.shared = next((token.lower for token in tokens[rate.at : rate.end] if token.kind == "w"), "")
    else:
        item.quantity, item.unit = Decimal(1), "" if per == "each" else per
        item.for_goods = bool(rate and rate.of_goods)
    if rate:
        item.told.add("rate")
        item.rate = _one_of(rate, item)
    if item.flags & {"negative_quantity", "zero_quantity"}:
        item.quantity = None


_BACK = frozenset(
    fold(word)
    for word in (
        *(
            "returned",
            "wapas",
            "vapas",
            "waapas",
            "wapis",
            "vapis",
            "वापस",
            "amerudisha",
            "alirudisha",
            "amerudishia",
        ),
        *("imerudishwa", "zimerudishwa", "walirudisha", "wamerudisha", "refund", "refunded"),
    )
)


def _comes_back(tokens):
    """ "3 fans returned", "return 2 fans": goods that come back are no sale."""
    words = [token.lower for token in tokens]
    return (
        bool(_BACK & set(words))
        and "none" not in words
        or words[0] == "return"
        and "N" in t.kinds(tokens[1:3])
    )


def _one_of(rate, item):
    """The price of one; a total that does not divide to the cent stays whole, as one lot."""
    if not rate.total or item.quantity in (None, 0, 1):
        return rate.value
    one = half_up(rate.value / item.quantity)
    if one * item.quantity == rate.value:
        return one
    item.description = f"{item.quantity.normalize():f} {item.unit}".strip()
    item.lot_unit = "" if item.unit else "piece"
    item.quantity, item.unit = Decimal(1), "lot"
    return rate.value


def _contradicts(item, sums):
    """ "3 months at 15,000, total 50,000"."""
    makes = None if None in (item.quantity, item.rate) else item.quantity * item.rate
    return any(figure.value != makes for figure in sums)


def _is_model(figure, tokens, used):
    """ "HP 840 G5 laptop 2 pieces 32,000 each": a number inside a name, where count and price are both marked."""
    around = t.kinds([*tokens[max(figure.at - 1, 0) : figure.at], *tokens[figure.at + 1 : figure.at + 2]])
    marked = [
        other.unit or other.clear or other.role == "rate" and other.end - other.start > 1 for other in used
    ]
    named = around == "ww" or around in ("wH", "w,", "w") and figure.value >= _NO_COUNT
    return named and figure.role == "open" and len(used) == 2 and all(marked)


# "bearing 6203 - 4 nos": nobody counts so many beside another count.
_NO_COUNT = 100


def _is_named(tokens, at):
    """Whether a tax is a part of a name: "VAT return filing"."""
    near = [*tokens[max(at - 1, 0) : at], *tokens[at + 1 : at + 2]]
    return any(token.kind == "w" and not is_filler(token) for token in near)


# "phone 0722123456 repairs": whose number stands in a name?
_PHONE = 9


def _leftover(tokens, known, used):
    """A number that nothing explains; a size ("50 kg bag") and "100% cotton" explain themselves."""
    share = any(token.kind == "P" and token.value != 100 for token in tokens)
    reduced = any(token.kind == "D" and token.lower == "discount" for token in tokens[-1:])
    taxed = any(token.kind == "V" and not _is_named(tokens, at) for at, token in enumerate(tokens))
    paced = any(token.value == PACE for token in tokens)
    phoned = any(token.kind == "w" and token.text.isdigit() and len(token.text) >= _PHONE for token in tokens)
    return (
        share
        or phoned
        or paced
        or reduced
        or taxed
        or any(
            figure not in used and not figure.unit and not _is_model(figure, tokens, used) for figure in known
        )
    )
