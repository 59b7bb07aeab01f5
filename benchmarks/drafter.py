"""How long the local drafter takes for 300 characters: p50, p95, p99, milliseconds of its own. Needs no services."""

import json
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.bars import bar
from invoicing.drafting.local import LocalDrafter
from invoicing.drafting.proposal import Context

DATA = Path(__file__).parent.parent / "invoicing" / "tests" / "data"
CONTEXT = Context("IN", "INR", Decimal(18), date(2026, 11, 20))
TIMES = 500


def main():
    prompts = [
        row["prompt"] for row in json.loads((DATA / "spoken_prompts.json").read_text(encoding="utf-8"))
    ]
    drafter, milliseconds = LocalDrafter(), []
    for number in range(TIMES):
        text = ", ".join(prompts[(number + step) % len(prompts)] for step in range(12))[:300]
        began = time.thread_time()
        drafter.propose(text, CONTEXT)
        milliseconds.append((time.thread_time() - began) * 1000)
    milliseconds.sort()
    for share in (50, 95):
        print(f"p{share}: {milliseconds[TIMES * share // 100]:.1f} ms")
    return bar("p99", milliseconds[TIMES * 99 // 100], 200, "ms")


if __name__ == "__main__":
    raise SystemExit(not main())
