"""The bars of a run: each is said as it is measured; a run whose bars don't all hold ends with exit code 1.

fine = bar("p95", found, 45, "ms")           # at most 45 ms
fine &= bar("recall", share, 0.9, least=True)
raise SystemExit(not fine)
"""


def bar(what, found, limit, unit="", *, least=False):
    """Print the figure beside its bar; whether it holds (at most `limit`, or at least)."""
    fine = found >= limit if least else found <= limit
    sign = ">=" if least else "<="
    print(
        f"{what:50} {found:9.2f} {unit:3} bar {sign} {limit:g}: {'holds' if fine else 'MISSED'}", flush=True
    )
    return fine
