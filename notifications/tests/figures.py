"""What a fault run measured: one line of JSON each in var/faults.jsonl, and in the output of ``pytest -s``."""

import json
import re
from functools import cache

from django.conf import settings
from django.utils import timezone


def tell_passed(item, report):
    """The line of a fast fault test that has passed; one that measures more tells it itself."""
    if report.when != "call" or not report.passed or item.get_closest_marker("faults"):
        return
    fault = shown_by().get(f"{item.path.name}::{item.originalname}")
    if fault:
        server = item.funcargs.get("server")
        taken = server.fake.taken if hasattr(server, "fake") else None
        counts = {"taken": len(taken), "duplicates": sum(n - 1 for n in taken.values())} if taken else {}
        _write(fault, test=item.name, seconds=report.duration, **counts)


@cache
def shown_by():
    """{"file::test": the number of the fault that it shows}, as docs/faults.md has them."""
    book = (settings.BASE_DIR / "docs" / "faults.md").read_text()
    rows = [line.split("|") for line in book.splitlines() if line.startswith("|")]
    found = {}
    for _start, number, _breaks, _holds, shown, *_rest in rows:
        found |= dict.fromkeys(re.findall(r"`(\S+::\w+)`", shown), number.strip())
    return {name.rpartition("/")[2]: int(n) if n.isdecimal() else n for name, n in found.items()}


def tell(fault, **figures):
    print(_write(fault, **figures))


def _write(fault, **figures):
    values = {name: round(value, 2) if isinstance(value, float) else value for name, value in figures.items()}
    line = json.dumps({"fault": fault, "at": timezone.now().isoformat(timespec="seconds"), **values})
    book = settings.BASE_DIR / "var" / "faults.jsonl"
    book.parent.mkdir(exist_ok=True)
    with book.open("a") as lines:
        lines.write(line + "\n")
    return line
