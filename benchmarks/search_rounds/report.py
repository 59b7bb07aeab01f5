"""What was measured, as a table; and whether the bars hold."""

from statistics import quantiles

from benchmarks.bars import bar
from benchmarks.search_rounds.questions import KINDS
from customers.search import key_of

WAYS = ("API", "raw", "RLS on", "RLS off", "RLS on again", "ILIKE")
RECALL = {"slip_first": 0.90, "slip_full": 0.95}


def show(asked, found, seconds):
    """Print all figures; whether every bar holds."""
    print(f"{'p50/p95/p99 ms':12}" + "".join(f"{way:>20}" for way in WAYS))
    for kind in KINDS:
        print(f"{kind:12}" + "".join(f"{_figures(seconds[way][kind]):>20}" for way in WAYS))
    total = {way: [took for kind in KINDS for took in seconds[way][kind]] for way in WAYS}
    print(f"{'all':12}" + "".join(f"{_figures(total[way]):>20}" for way in WAYS))
    p95 = {way: _percentiles(took)[1] for way, took in total.items()}
    print(f"{'ILIKE p95 / raw p95':50} {p95['ILIKE'] / p95['RLS on']:9.2f} x")
    fine = [
        bar("API p95", p95["API"], 45, "ms"),
        bar("API p95 / raw p95 (with session and membership)", p95["API"] / p95["raw"], 1.5, "x"),
        bar("row security on / off, p95", min(p95["RLS on"], p95["RLS on again"]) / p95["RLS off"], 1.2, "x"),
    ]
    fine += [
        bar(f"recall@10 of {kind}", _recall(kind, asked, found), share, least=True)
        for kind, share in RECALL.items()
    ]
    return all(fine)


def _recall(kind, asked, found):
    """How often one of the ten answers has the name that was meant."""
    pairs = [(question, names) for question, names in zip(asked, found, strict=True) if question.kind == kind]
    hits = sum(
        any(f" {question.meant} " in f" {key_of(name)} " for name in names) for question, names in pairs
    )
    return hits / len(pairs)


def _figures(took):
    return "/".join(f"{value:.1f}" for value in _percentiles(took))


def _percentiles(took):
    parts = (
        quantiles([1000 * one for one in took], n=100, method="inclusive") if len(took) > 1 else [0.0] * 99
    )
    return parts[49], parts[94], parts[98]
