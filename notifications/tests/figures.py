"""What a fault run measured: one line of JSON each in var/faults.jsonl, and in the output of ``pytest -s``."""

import json

from django.conf import settings
from django.utils import timezone


def tell(fault, **figures):
    values = {name: round(value, 2) if isinstance(value, float) else value for name, value in figures.items()}
    line = json.dumps({"fault": fault, "at": timezone.now().isoformat(timespec="seconds"), **values})
    book = settings.BASE_DIR / "var" / "faults.jsonl"
    book.parent.mkdir(exist_ok=True)
    with book.open("a") as lines:
        lines.write(line + "\n")
    print(line)
