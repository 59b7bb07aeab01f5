"""The ground of a benchmark: throw-away servers with the product's tables and one shop, and how to measure there."""

import os
import statistics
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def a_shop(country="IN"):
    """A fresh PostgreSQL and Valkey with an empty shop; yields its owner (accounts.testing.Person)."""
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "smartkhata.settings"
    # Django reads its settings when it is first imported, and the servers' addresses stand in them.
    servers = __import__("smartkhata.core.testing.servers", fromlist=["_"])
    address = os.environ["DATABASE_URL"].rsplit("/", 1)[0]
    os.environ["DATABASE_URL"] = f"{address}/{servers.TEMPLATE}"
    try:
        __import__("django").setup()
        open_shop = __import__("smartkhata.accounts.testing", fromlist=["_"]).open_shop
        yield open_shop("Asha Traders", country)
    finally:
        servers.pytest_unconfigure(object())


def milliseconds(work, rounds, warm=20):
    """The median time of ``work()`` in ms."""
    for _ in range(warm):
        work()
    return statistics.median(_timed(work) for _ in range(rounds))


def _timed(work):
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
