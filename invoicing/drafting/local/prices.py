"""Which number of a clause is its price: the one that says so, money, or the bare one where only a price can stand."""

import re

from invoicing.drafting.local import naming
from invoicing.drafting.local import tokens as t
from invoicing.drafting.local.fillers import is_filler
from invoicing.drafting.local.units import FEW, JOBS, MEASURED, TIME


def rate_of(known, kinds, item, tokens):
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
    item.bare = price.value if price and not money else None
    served = naming.is_work(tokens[: price.at]) if price and price.at else False
    if (
        item.bare is not None
        and price.value < FEW
        and len(known) == 1
        and not price.behind_for
        and not served
    ):
        # "nguzo 15": fifteen of them, or for 15?
        item.flags.add("ambiguous")
    if (
        item.bare is not None
        and len(known) == 1
        and naming.is_loose(tokens)
        and t.kinds(tokens) in ("wN", "wwN")
    ):
        # "atta 400": so much of it, or for so much?
        item.flags.add("ambiguous")
    if len(money) > 1:
        item.flags.add("ambiguous")
    if price and _could_be_for_all(price, known):
        item.flags.add("ambiguous")
    return price


def _bare_price(known, kinds, names, tokens):
    """ "laptop repair 1500", "15k for logo design"."""
    bare = [figure for figure in known if figure.role == "open"]
    kinds = "".join("a" if is_filler(token) else kind for token, kind in zip(tokens, kinds, strict=True))
    told_first = re.match(r"[,aHh]*NHw", kinds) and len(known) == 1 and not naming.plural(t.text(tokens))
    if bare and (
        told_first
        or re.match(r"[,aHhG]*NF", kinds)
        or re.match(r"[,aHhO]*N(?:K|[wUa]+[KF]$)", kinds)
        or _is_for(known, kinds)
    ):
        return bare[:1]
    last = bare[-1] if bare else None
    if (
        last
        and last.value < FEW
        and kinds[: last.at].rstrip("H")[-1:] == "w"
        and naming.plural(names.rstrip(" :-("))
    ):
        # "chairs 4", "viti 4"
        return []
    if len(bare) == 1 and naming.is_work(tokens) and re.fullmatch(r"[,aHhO]*N[wa]+", kinds):
        # "2k labour"
        return bare
    if last and re.fullmatch(r"[wavKO]+N,?NU", kinds) and known[-1].unit in TIME | JOBS and last.value >= FEW:
        # "retainer 40k, 3 months"
        return [last]
    if len(bare) == 1 and _is_round_sum(bare[0], tokens) and re.fullmatch(r"[,aHhO]*Nw[wa]*", kinds):
        return [] if naming.plural(t.text(tokens)) else bare
    if last and _lasts(last, known[-1], kinds, tokens):
        return [last]
    if (
        last
        and re.search(r"[wU]", kinds[: last.at])
        and not re.search(
            r"[wUdX]", re.sub("F?a*d$" if naming.plural(names) else "F?a*d$|H?F[aw]+$", "", kinds[last.end :])
        )
    ):
        return [last]
    return []


def _is_for(known, kinds):
    """ "12 sau family ki mehndi ke": a sum, and what it is for."""
    return len(known) == 1 and known[0].value >= 10 * FEW and re.fullmatch(r"[,aHhO]*N[wa][wUKa]*K", kinds)


def _is_round_sum(figure, tokens):
    """ "2.25 lakh modular kitchen": money is told so, a count is not."""
    return bool(_ROUND.match(tokens[figure.at].text)) and figure.value >= 1000


_ROUND = re.compile(
    r"\d+\.\d+\s*[^\W\d_]|(?:dedh|dhai|adhai|sava|sawa|savaa|paune|saadhe|sadhe)\s", re.IGNORECASE
)


def _lasts(price, span, kinds, tokens):
    """ "monthly AMC 4,500 for 6 months": the price of each of them."""
    each = {token.value for token in tokens if token.kind == "v"}
    return re.fullmatch(r"[wavKO]*v[wavKO]*NF?NU", kinds) and span is not price and span.unit in each


def _could_be_for_all(price, known):
    """ "5 chairs 2500": each or all? Behind kilos, hours and trips a bare price is for one."""
    counts = [figure for figure in known if figure is not price and figure.value != 1]
    if any(figure.value < 1 for figure in counts):
        # "half day photography 12,000": for the half, or for the day?
        return True
    measured = len(counts) == 1 and counts[0].unit in MEASURED and not price.behind_for
    return bool(counts) and not measured
