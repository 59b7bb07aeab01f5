"""The ground of a benchmark: import it first, and throw-away servers with the product's tables stand ready.

``shop()`` opens an empty shop, ``both(...)`` times two ways of one work side by side.
"""

import atexit
import importlib
import os
import statistics
import sys
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.bars import bar

# By name: Django reads its settings when it is first used, and the servers' addresses stand in them.
_servers = importlib.import_module("smartkhata.core.testing.servers")
atexit.register(_servers.pytest_unconfigure, object())
os.environ["DATABASE_URL"] = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{_servers.TEMPLATE}"
os.environ["CELERY_TASK_ALWAYS_EAGER"] = "0"  # hints go to Valkey, as they do in a shop
os.environ["DJANGO_SETTINGS_MODULE"] = "smartkhata.settings"
django.setup()


def shop(country="IN"):
    """The owner of a fresh shop (accounts.testing.Person)."""
    return importlib.import_module("smartkhata.accounts.testing").open_shop("Asha Traders", country)


def both(ours, floor, *, rounds, warm=20, before=lambda: None):
    """Median ms of two works, run in turns so that the machine's moods meet both alike.

    ``before()`` makes the ground even for each, and is not timed.
    """
    times = [(_timed(ours, before), _timed(floor, before)) for _ in range(rounds + warm)][warm:]
    return tuple(statistics.median(column) for column in zip(*times, strict=True))


def report(name, ours, floor, goal, unit="ms"):
    """Print both times and their ratio; whether the goal holds."""
    return bar(f"{name}: {ours:.2f} {unit} beside {floor:.2f} {unit}", ours / floor, goal, "x")


def _timed(work, before):
    before()
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
