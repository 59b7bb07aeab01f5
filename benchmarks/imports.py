"""Bringing in an old book, beside a bare COPY of the same rows into a table with the same indexes.

    python benchmarks/imports.py [rows]        # 50,000 by default; starts servers of its own

Prints the seconds of each step, of the second run of the same file, of undoing, and the ratio import / COPY.
COPY bypasses row security (it isn't possible under it) and checks nothing: it is the floor, not a peer.
"""

import os
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from smartkhata.core.testing import servers

os.environ["DATABASE_URL"] = os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{servers.TEMPLATE}"
os.environ["CELERY_TASK_ALWAYS_EAGER"] = "0"  # the steps are run and timed here
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartkhata.settings")

import django

django.setup()

import psycopg  # noqa: E402

from benchmarks.bars import bar  # noqa: E402
from customers.models import Import, Party  # noqa: E402
from customers.services.imports import ask_to_apply, ask_to_undo, running, start_import  # noqa: E402
from invoicing.services.proof import differences  # noqa: E402
from smartkhata.accounts.testing import open_shop  # noqa: E402

BAR = 10
FIRST = ("Ramesh", "Sita", "Gopal", "Mohan", "Wanjiku", "Otieno", "Fatima", "Suresh", "Lakshmi", "Peter")
LAST = ("Kumar", "Devi", "Patel", "Sharma", "Kamau", "Odhiambo", "Begum", "Iyer", "Khan", "Njoroge")


def main(count):
    owner = open_shop("Bench Traders", "IN")
    book = a_book(count)
    seconds = bring(owner, book)
    whole = sum(seconds.values())
    copied = copy_seconds()
    for step, taken in seconds.items():
        told(step, taken)
    told("the whole import", whole)
    told("COPY of the same rows", copied)
    told("the same file again, 0 changes", sum(bring(owner, book, changed=0).values()))
    told("undoing it", undo(owner))
    return bar("import / COPY", whole / copied, BAR, "x")


def told(step, taken):
    print(f"{step:34} {taken:7.2f} s", flush=True)


def a_book(count):
    """Names, phones, e-mails, openings, towns; one row in ten lacks something."""
    chance = random.Random(7)
    lines = ["Party Name,Mobile No.,Email,Opening Balance,City"]
    for number in range(count):
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)} {number}"
        mail = f"c{number}@example.com" if number % 10 else ""
        lines.append(f"{name},{9_000_000_000 + number},{mail},{chance.randrange(-500, 5000)}.50,Pune")
    return "\n".join(lines).encode()


def bring(owner, book, changed=None):
    seconds = {}
    with timed(seconds, "reading the head"), owner.scope():
        brought = start_import(book, file_name="book.csv", by=owner.user)
    with timed(seconds, "examining each row (dry run)"), owner.scope():
        running.examine(brought)
    with timed(seconds, "writing the khata"), owner.scope():
        ask_to_apply(brought, by=owner.user)
        running.apply(brought, by_id=owner.user.pk)
    counts = brought.counts
    assert brought.state == "applied", brought.problem
    assert changed is None or counts["new"] + counts["changed"] == changed, counts
    return seconds


def undo(owner):
    with owner.scope():
        first = Import.objects.order_by("created_at").first()
        assert differences() == []
    start = time.perf_counter()
    with owner.scope():
        ask_to_undo(first, by=owner.user)
        running.undo(first, by_id=owner.user.pk)
        assert first.state == "undone", first.problem
        assert Party.objects.count() == 0
    return time.perf_counter() - start


def copy_seconds():
    """The best of three, so that the bar is the harder one."""
    address = os.environ["SK_TEST_SUPERUSER_URL"]
    with psycopg.connect(address, dbname=servers.TEMPLATE, autocommit=True) as raw:
        with raw.cursor().copy("COPY customers_party TO STDOUT") as out:
            rows = b"".join(bytes(part) for part in out)
        taken = []
        for _ in range(3):
            raw.execute(
                "DROP TABLE IF EXISTS copied; CREATE TABLE copied (LIKE customers_party INCLUDING ALL)"
            )
            start = time.perf_counter()
            with raw.cursor().copy("COPY copied FROM STDIN") as into:
                into.write(rows)
            taken.append(time.perf_counter() - start)
        return min(taken)


class timed:
    def __init__(self, seconds, step):
        self.seconds, self.step = seconds, step

    def __enter__(self):
        self.start = time.perf_counter()

    def __exit__(self, *_):
        self.seconds[self.step] = time.perf_counter() - self.start


if __name__ == "__main__":
    try:
        fine = main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
    finally:
        servers.pytest_unconfigure(None)
    sys.exit(0 if fine else 1)
