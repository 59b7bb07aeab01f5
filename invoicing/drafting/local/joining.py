"""Whether a clause only adds to its neighbour: its price, its count, how long, which ones."""

import re

from invoicing.drafting.local import items
from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.fillers import ANY_WORK, is_filler
from invoicing.drafting.local.specs import SPEC
from invoicing.drafting.local.units import TIME


def adds(before, clause):
    """Whether one of two neighbours has the name and the other only numbers: "10 bags of cement, 750 each"."""
    if "L" in before.kinds + clause.kinds or before.corrects and not before.names:
        return False
    if not clause.names and any(token.denied is not None for token in clause.tokens) and _is_told(before):
        # "9 taps at 340 each. 7 not 9"
        return False
    if re.search("R[aK]?[wU]R[aK]?U", clause.kinds) and re.search("NU$", before.kinds):
        # "3 nights, 2 rooms, 4500 per room per night"
        return not re.search("[AERM]", before.kinds)
    if _is_told(before) and _is_whole(clause) or before.names and _REDUCES.fullmatch(clause.kinds):
        return False
    if clause.joiner in "CJ" and _lasts(clause) and re.search("[NM](?:R[wU]|v|U)|R[wU]K?[NM]", before.kinds):
        # "550 a day, and 3 days work"
        return True
    if (
        clause.names
        and before.names
        and _PRICE_FOR.match(clause.kinds)
        and before.counts
        and not _is_told(before)
    ):
        # "6 helmets, 8,500 each for Wanjiku"
        return not re.search("[AERM]", before.kinds)
    if clause.names and before.names:
        return clause.joiner in "CH" and _explains(before, clause)
    return _is_named_by(before, clause) if clause.names else _counts_for(before, clause)


_PRICE_FOR = re.compile(r"[aHA]*[NM](?:E|Ra?[Uw]|B|v)[H,]?(?:Fa?w+|w+)$")


def _is_named_by(before, clause):
    """Whether `clause` has the name for the numbers before it."""
    if clause.kinds[0] == "F" and not clause.counts:
        # "232,000 all in, for the installation"
        return before.counts and not before.names
    priced = (
        re.match(r"[AT]|.*[ERvu]|[aH]*MU$", before.kinds) or _rents(before) and _counts_again(before, clause)
    )
    lasted = (
        re.fullmatch("[aHw]*NU", before.kinds)
        and clause.kinds[0] == "A"
        and t.unit_values(before.tokens) & t.unit_values(clause.tokens)
    )
    return before.counts and not before.names and bool(priced or lasted)


def _counts_for(before, clause):
    """Whether a clause without a name has numbers for what stands before it."""
    if not before.names and re.search("[ERv]", before.kinds) and re.fullmatch("[aHu]*NU", clause.kinds):
        # "1500 per visit, 4 visits": what was visited comes next.
        return True
    if not before.names and re.fullmatch(r"[^NM]*NU", before.kinds):
        # "60 thali, 150 wali": the unit is what is sold.
        return bool(re.search("[AERBZM]", clause.kinds)) or _counts_again(before, clause)
    if not before.names and "u" in before.kinds and re.match("[aH]*[AR]", clause.kinds):
        # "quantity 30, rate 75, exercise books"
        return True
    if re.fullmatch("[av]+", clause.kinds):
        # "CCTV AMC, quarterly, 6,000 per quarter"
        return True
    checks = "T" in clause.kinds and (
        re.search(r"[AERv]", before.kinds) or items.read(before.tokens).rate is not None
    )
    return clause.counts and before.names and not checks


def specifies(clause):
    """ "10 batteries, 2 yr warranty, @ 13,200": which ones."""
    if clause.joiner == "C" and all(isinstance(token.value, tuple) for token in clause.tokens):
        return clause.kinds.strip("a") == "w"
    if clause.joiner == "C" and clause.tokens[0].value == SPEC and not clause.counts:
        # "fumigation, 2 bedroom house, 5,500"
        return True
    return clause.joiner == "C" and {token.value for token in clause.tokens if token.kind not in "aH"} == {
        SPEC
    }


def _counts_again(before, clause):
    """ "3500 mahina, 4 mahine ka kiraya": the same unit, once with its price and once with its count."""
    return re.match("[aH]*NU", clause.kinds) and t.unit_values(before.tokens) == t.unit_values(clause.tokens)


def _rents(clause):
    """ "3500 mahina": nobody bills so many months."""
    number = next((token.value for token in clause.tokens if token.kind == "N"), 0)
    return bool(re.fullmatch("[aH]*NU", clause.kinds)) and number >= _MOST_MONTHS


_MOST_MONTHS = 500


def _lasts(clause):
    """ "3 din kaam kiya": how long, and nothing of what."""
    words = {token.lower for token in clause.tokens if token.kind == "w" and not is_filler(token)}
    return (
        bool(re.match("[aH]*NUw|w[aHw]*NU$", clause.kinds))
        and clause.tokens[clause.kinds.index("U")].value in TIME
        and words <= ANY_WORK
    )


def _explains(before, clause):
    """ "15000 ka kaam, bijli fitting": one says only that it is work, the other which, and one has the price."""
    said = [{token.lower for token in row.tokens if token.kind in "wU"} for row in (before, clause)]
    return before.counts != clause.counts and any(words and words <= ANY_WORK for words in said)


# "flat 1,000 off" behind several things is the document's.
_REDUCES = re.compile(r"[aHGhO]*(?:D[OHAa]*[NM]|[NM][aKO]*D)[eH]*")


def _is_whole(clause):
    """ "sahani 60 at 75 each": counted, priced, and what is counted is named by its unit."""
    return _is_told(clause) and "U" in clause.kinds


def _is_told(clause):
    return bool(re.search("[NM].*[NM]", clause.kinds) and re.search("[AERBZ]", clause.kinds))
