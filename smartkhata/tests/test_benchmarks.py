"""A benchmark that misses a bar says so and fails."""

from pathlib import Path

from django.conf import settings

from benchmarks.bars import bar

SCRIPTS = [
    path for path in (Path(settings.BASE_DIR) / "benchmarks").glob("*.py") if "__main__" in path.read_text()
]
# The story checks each step as it goes and has no bar of its own.
NO_BAR = {"story.py"}


def test_a_bar_is_at_most_or_at_least(capsys):
    assert bar("pages", 0.7, 0.75, "x") and not bar("pages", 0.76, 0.75, "x")
    assert bar("recall", 0.9, 0.9, least=True) and not bar("recall", 0.89, 0.9, least=True)
    assert capsys.readouterr().out.count("MISSED") == 2


def test_every_script_ends_as_its_bars_say():
    ends = {path.name: path.read_text().partition('__name__ == "__main__"')[2] for path in SCRIPTS}
    silent = [
        name for name, end in ends.items() if "SystemExit(not main(" not in end and "sys.exit(" not in end
    ]
    assert set(silent) == NO_BAR
