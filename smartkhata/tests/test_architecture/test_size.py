"""Small rooms: no file over 250 lines, no function over 40 (migrations and data aside)."""

import ast
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = ("smartkhata", "customers", "invoicing", "notifications", "portal", "analytics", "benchmarks")
CODE = [path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]
PAGES = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "static").rglob("*.js")]


def test_no_file_is_longer_than_250_lines():
    long = {str(path.relative_to(ROOT)): n for path in CODE + PAGES if (n := lines_of(path)) > 250}
    assert long == {}


def test_no_function_is_longer_than_40_lines():
    long = {}
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = node.end_lineno - node.lineno + 1
                if length > 40:
                    long[f"{path.relative_to(ROOT)}:{node.name}"] = length
    assert long == {}


def test_there_is_no_drawer_for_odds_and_ends():
    drawers = {"utils", "helpers", "common", "misc", "manager", "managers"}
    assert [path for path in CODE if path.stem in drawers] == []


def lines_of(path):
    return len(path.read_text().splitlines())
