"""manage.py evaluate_drafter: five languages, what was right, and never a wrong total without a flag."""

import json
import subprocess
import sys
from pathlib import Path

from django.conf import settings

MERCHANTS = Path(__file__).parent / "data" / "merchant_cases.json"
CASES = Path(__file__).parent / "data" / "labelled_cases.json"


def test_the_labelled_cases_are_read_without_database_or_keys(tmp_path):
    out = tmp_path / "predictions.json"
    command = [sys.executable, "manage.py", "evaluate_drafter", str(CASES), "--predictions", str(out)]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env={"PATH": "/usr/bin"}, capture_output=True, text=True, check=True
    )
    heads, *rows = [line.split() for line in done.stdout.splitlines()]
    table = {row[0]: dict(zip(heads[1:], map(int, row[1:]), strict=True)) for row in rows}
    assert set(table) == {"ALL", "en", "hinglish", "hi", "sw", "sheng"}
    assert table["ALL"]["all"] >= 58 and table["ALL"]["silent_wrong"] == 0
    told = json.loads(out.read_text(encoding="utf-8"))
    assert set(told) == {case["id"] for case in json.loads(CASES.read_text(encoding="utf-8"))}
    assert told["D01"]["total"] == 52200 and told["D15"]["total"] is None


def test_a_high_confidence_is_worth_more_than_a_low_one():
    command = [sys.executable, "manage.py", "evaluate_drafter", str(MERCHANTS), "--bands"]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env={"PATH": "/usr/bin"}, capture_output=True, text=True, check=True
    )
    bands = [line.split() for line in done.stdout.splitlines() if line.strip().startswith("0.")]
    shares = {confidence: int(share.rstrip("%")) for confidence, _, share, _ in bands}
    assert shares["0.95"] >= 97 and shares["0.95"] >= shares["0.85"] > shares["0.30"]
