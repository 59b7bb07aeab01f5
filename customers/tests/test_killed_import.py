"""kill -9 of the worker in the middle of an import: nothing is half there, and the next worker ends it, once."""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from customers.models import Import, LedgerEntry, Note, Party, Tag
from customers.services.imports import ask_to_apply, start_import
from smartkhata.core.models import Counter

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 300
BOOK = "Name,Phone,Opening balance,Tags,Notes\n" + "".join(
    f"Person {n},98765{n:05d},{n + 1},vip,Pays late\n" for n in range(PEOPLE)
)
NOTHING = {"parties": 0, "entries": 0, "tags": 0, "notes": 0, "counter": 0}
EVERYTHING = {"parties": PEOPLE, "entries": PEOPLE, "tags": PEOPLE, "notes": PEOPLE, "counter": PEOPLE}


@pytest.fixture(autouse=True)
def no_worker(monkeypatch):
    """Hints reach nobody: what is asked waits for the workers of this test."""
    monkeypatch.setattr("smartkhata.core.queue._publish", lambda *args: None)


class Book:
    """An import of one shop, and the workers that come and go."""

    def __init__(self, person):
        self.person = person
        with person.scope():
            self.pk = start_import(BOOK.encode(), file_name="book.csv", by=person.user).pk

    def live(self, kill_at=None, **options):
        """One worker's life, until nothing waits or until its n-th write; how often it wrote."""
        code = f"from customers.tests.import_worker import run; run('{self.person.business.pk}', **{options})"
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-v", "0", "-c", code]
        wrote = 0
        with subprocess.Popen(command, stdout=subprocess.PIPE, **_surroundings()) as worker:
            for line in worker.stdout:
                wrote = int(line.removeprefix("wrote "))
                if wrote == kill_at:
                    worker.send_signal(signal.SIGKILL)
        assert worker.returncode == (-signal.SIGKILL if kill_at else 0)
        return wrote

    def ask(self, what):
        with self.person.scope():
            what(Import.objects.get(pk=self.pk), by=self.person.user)

    def state(self):
        with self.person.scope():
            return Import.objects.get(pk=self.pk).state

    def khata(self):
        with self.person.scope():
            counter = Counter.objects.filter(name="party").values_list("value", flat=True).first()
            tables = {"parties": Party, "entries": LedgerEntry, "tags": Tag, "notes": Note}
            return {name: model.objects.count() for name, model in tables.items()} | {"counter": counter or 0}


def _surroundings():
    database = os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + connection.settings_dict["NAME"]
    return {"cwd": settings.BASE_DIR, "env": {**os.environ, "DATABASE_URL": database}, "text": True}


def test_the_next_worker_applies_it_once(asha):
    book = Book(asha)
    book.live()
    book.ask(ask_to_apply)
    book.live(kill_at=3)
    assert (book.state(), book.khata()) == ("applying", NOTHING)
    book.live()
    assert (book.state(), book.khata()) == ("applied", EVERYTHING)
    assert book.live() == 0, "nothing waits any more"
