"""One clause -> one item: what, how many, of which unit, at which rate, and what is unclear about it."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from invoicing.drafting.local import naming
from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.dates import months_named
from invoicing.drafting.local.figures import figures
from invoicing.drafting.local.units import JOBS, MEASURED, SIZES, TIME, converted
from smartkhata.core.money import half_up

NOTHING = Decimal("0.00")
# "500 g ghee", "6 ft ladder": the size of one, unless the rate is told for that unit.
_SIZE_OF_ONE = frozenset({"g", "ml", "cm", "ft", "inch"})
# Below this nobody says a price without its currency: "4 pankhe" are four.
FEW = 50


@dataclass
class Item:
    """`quantity` and `rate` are None where the clause does not say them, or not clearly.

    `told` holds what the clause said in numbers; `shares_count`: its rate is for each of what came before;
    `lot_unit`: what the count in front of a lot's name counts ("3 chairs" at 1,000 are 3 pieces).
    """

    description: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    rate: Decimal | None = None
    flags: set = field(default_factory=set)
    told: set = field(default_factory=set)
    shares_count: bool = False
    source: str = "prompt"
    lot_unit: str = ""
    unit_said: bool = False
    unit_only: bool = False
    clear_count: bool = False
    for_goods: bool = False
    bare: bool = False


def read(tokens):
    """The Item of a clause's tokens; its description is empty when the clause names nothing."""
    item, kinds = Item(), t.kinds(tokens)
    known = figures(tokens, kinds)
    rate = _rate(known, kinds, item, tokens)
    sums = [figure for figure in known if figure.total and figure is not rate]
    count = _count([figure for figure in known if figure is not rate and figure not in sums], rate, item)
    used = [figure for figure in (rate, *sums, *count) if figure]
    _settle(item, rate, count, tokens)
    naming.name(item, tokens, kinds, used)
    if rate is None and "quantity" not in item.told and naming.is_gift(tokens):
        item.rate, item.flags, item.told = NOTHING, {"free_item"}, {"rate"}
    if _contradicts(item, sums) or _leftover(tokens, known, used):
        item.flags.add("ambiguous")
    if "ambiguous" in item.flags:
        item.rate = None
    return item


def _rate(known, kinds, item, tokens):
    """The figure that is the price, or None."""
    rates = [figure for figure in known if figure.role == "rate"]
    rates = [figure for figure in rates if not figure.total] or rates
    if len(rates) > 1:
        item.flags.add("ambiguous")
    if rates:
        return rates[0]
    money = [figure for figure in known if figure.money]
    names = t.text(tokens[: known[-1].at]) if known else ""
    price = (money or _bare_price(known, kinds, names, tokens) or [None])[0]
    item.bare = bool(price) and not money
    if item.bare and price.value < FEW and len(known) == 1 and not price.behind_for:
        # "nguzo 15": fifteen of them, or for 15?
        item.flags.add("ambiguous")
    if len(money) > 1:
        item.flags.add("ambiguous")
    if price and _could_be_for_all(price, known):
        item.flags.add("ambiguous")
    return price


def _bare_price(known, kinds, names, tokens):
    """ "laptop repair 1500", "15k for logo design"."""
    bare = [figure for figure in known if figure.role == "open"]
    if bare and (re.match(r"[,aHh]*NF", kinds) or re.match(r"[,aHhO]*N(?:K|[wU]+K$)", kinds)):
        return bare[:1]
    last = bare[-1] if bare else None
    if last and last.value < FEW and kinds[last.at - 1 :][:1] == "w" and naming.plural(names):
        # "chairs 4", "viti 4"
        return []
    if len(bare) == 1 and naming.is_work(tokens) and re.fullmatch(r"[,aHhO]*N[wa]+", kinds):
        # "2k labour"
        return bare
    if last and re.fullmatch(r"[wavKO]+N,?NU", kinds) and known[-1].unit in TIME | JOBS and last.value >= FEW:
        # "retainer 40k, 3 months"
        return [last]
    if (
        last
        and re.search(r"[wU]", kinds[: last.at])
        and not re.search(r"[wUdX]", re.sub("F?a*d$", "", kinds[last.end :]))
    ):
        return [last]
    return []


def _could_be_for_all(price, known):
    """ "5 chairs 2500": each or all? Behind kilos, hours and trips a bare price is for one."""
    counts = [figure for figure in known if figure is not price and figure.value != 1]
    if any(figure.value < 1 for figure in counts):
        # "half day photography 12,000": for the half, or for the day?
        return True
    measured = len(counts) == 1 and counts[0].unit in MEASURED and not price.behind_for
    return bool(counts) and not measured


def _count(candidates, rate, item):
    """The figures whose product is the quantity (mostly one)."""
    per = rate.per if rate and rate.role == "rate" else ""
    counts = [figure for figure in candidates if figure.role == "count" or not figure.money]
    sizes = [figure for figure in counts if figure.unit in _SIZE_OF_ONE and not _measures(figure, per)]
    counts = [figure for figure in counts if figure not in sizes]
    if sizes and not counts and any(figure.unit != "inch" for figure in sizes):
        item.flags.add("ambiguous")
    fitting = [figure for figure in counts if per and figure.unit == per]
    if rate and rate.both and len(counts) == 2:
        return counts
    if len(counts) == 2 and len(fitting) == 1 and per in TIME and _other(counts, fitting[0]).unit in _HANDS:
        # "2 guards for 3 months at 15,000 per month", "3 persons 2 days @ 900 per day"
        return counts
    chosen = fitting or [figure for figure in counts if figure.unit not in SIZES] or counts
    if len(chosen) > 1 or any(figure.unit not in SIZES for figure in counts if figure not in chosen):
        item.flags.add("ambiguous")
    return chosen[:1]


_HANDS = ("", "person")


def _measures(figure, per):
    return bool(per) and (figure.unit == per or converted(figure.value, figure.unit, per) is not None)


def _other(pair, one):
    return pair[1] if pair[0] is one else pair[0]


def _settle(item, rate, count, tokens):
    """Quantity, unit and rate from the chosen figures."""
    per = rate.per if rate else ""
    if count:
        item.told.add("quantity")
        item.clear_count = count[0].clear
        item.quantity = count[0].value * (count[1].value if len(count) == 2 else 1)
        item.unit = per if len(count) == 2 else count[0].unit
        _match_units(item, per)
        if any(figure.negative for figure in count):
            item.flags.add("negative_quantity")
        if any(figure.value == 0 for figure in count):
            item.flags.add("zero_quantity")
    elif rate and per == "month" and (months := months_named(tokens)):
        item.told.add("quantity")
        item.quantity, item.unit = Decimal(months), per
    elif rate and per and per not in TIME:
        item.shares_count, item.unit = True, "" if per == "each" else per
    else:
        item.quantity, item.unit = Decimal(1), "" if per == "each" else per
        item.for_goods = bool(rate and rate.of_goods)
    if rate:
        item.told.add("rate")
        item.rate = _one_of(rate, item)
    if item.flags & {"negative_quantity", "zero_quantity"}:
        item.quantity = None


def _match_units(item, per):
    """A rate per kg for grams, per dozen for single ones; what does not fit is unclear."""
    if per == "each":
        if item.unit == "dozen" and item.quantity < 1:
            item.quantity, item.unit = item.quantity * 12, "piece"
        elif item.unit == "dozen":
            item.flags.add("ambiguous")
    elif per and item.unit != per:
        told = converted(item.quantity, item.unit or "piece", per)
        if told is not None:
            item.quantity, item.unit = told, per
            item.flags.add("unit_converted")
        elif item.unit or per not in TIME | JOBS:
            item.flags |= set() if per == "piece" else {"ambiguous"}
        else:
            item.unit = per


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


def _leftover(tokens, known, used):
    """A number that nothing explains; a size ("50 kg bag") and "100% cotton" explain themselves."""
    share = any(token.kind == "P" and token.value != 100 for token in tokens)
    reduced = any(token.kind == "D" and token.lower == "discount" for token in tokens[-1:])
    return share or reduced or any(figure not in used and not figure.unit for figure in known)
